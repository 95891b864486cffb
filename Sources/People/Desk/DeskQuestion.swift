import City
import Policy
import Store
import Web

/// What an officer asks of the list of dossiers; all of it stands in the address (X-50).
package struct DeskQuestion: Hashable, Sendable {
    /// Which dossiers.
    package enum Filter: String, CaseIterable, Sendable {
        /// Those on their way to an active credential.
        case open
        case late
        /// Those that wait for the desk itself.
        case mine
        case issued, active, suspended
        /// Those declared by hand whom the feed does not know yet, and external people.
        case declared
        /// Those who may have two numbers: same folded name, same birth date.
        case twins
        case all
    }

    /// In which order.
    package enum Order: String, CaseIterable, Sendable {
        /// Late and mine first, then late, then mine, the longest first.
        case urgency
        case age, name
    }

    package var search: String
    package var filter: Filter
    package var order: Order
    /// From 1.
    package var page: Int
    /// Rows of a page.
    package static let pageLength = 50

    package init(search: String = "", filter: Filter = .open, order: Order = .urgency, page: Int = 1) {
        self.search = search
        self.filter = filter
        self.order = order
        self.page = min(max(1, page), 2_000)
    }
}

/// The conditions of the list, in the days and steps of one city file.
struct DeskConditions {
    let scope: DeskScope
    let city: City

    /// A step lasts longer than it may (DO-7).
    var isLate: SQL {
        let late = city.dossier.days.sorted { $0.key.rawValue < $1.key.rawValue }.map { step, days -> SQL in
            let edge = city.midnight(of: scope.today.adding(days: -days))?.seconds ?? 0
            return "(a.credential = \(step) AND a.credential_since < \(edge))"
        }
        return late.reduce("(0 = 1") { "\(sql: $0) OR \(sql: $1)" as SQL } + ")"
    }

    /// The next act is this desk's.
    var isMine: SQL {
        let steps: [CredentialState] =
            switch (scope.desk, city.dossier.hasProfileStep) {
            case (.it, true): [.declared]
            case (.it, false): []
            case (_, true): [.profileCreated]
            case (_, false): [.declared, .profileCreated]
            }
        return "a.credential IN \(list: steps)"
    }

    func holds(_ question: DeskQuestion) -> SQL {
        let filter: SQL =
            switch question.filter {
            case .open: isOpen
            case .late: "\(sql: isOpen) AND \(sql: isLate)"
            case .mine: "\(sql: isOpen) AND \(sql: isMine)"
            case .issued: "a.credential = \(CredentialState.issued)"
            case .active: "a.credential = \(CredentialState.active)"
            case .suspended: "a.credential = \(CredentialState.suspended)"
            case .declared: "a.number IN (SELECT agent FROM provisional WHERE merged_into IS NULL)"
            case .twins: hasTwin
            case .all: "1 = 1"
            }
        return "a.number IN (\(sql: scope.agents)) AND \(sql: filter) AND \(sql: matches(question.search))"
    }

    func order(_ question: DeskQuestion) -> SQL {
        switch question.order {
        case .age: "a.credential_since, a.number"
        case .name: "d.filed_under, a.number"
        case .urgency:
            """
            CASE WHEN \(sql: isLate) AND \(sql: isMine) THEN 0 WHEN \(sql: isLate) THEN 1 WHEN \(sql: isMine) THEN 2 ELSE 3 END,
            a.credential_since, a.number
            """
        }
    }

    /// Somebody else in scope bears the same name, was born on the same day, and is not closed either.
    private var hasTwin: SQL {
        """
        a.credential <> \(CredentialState.closed) AND EXISTS (
            SELECT 1 FROM agent t JOIN dossier f ON f.agent = t.number
            WHERE t.birth_date = a.birth_date AND t.number <> a.number AND f.filed_under = d.filed_under
                AND t.credential <> \(CredentialState.closed) AND t.number IN (\(sql: scope.agents)))
        """
    }

    var isOpen: SQL {
        let steps: [CredentialState] = [.declared, .profileCreated, .issued]
        return "a.credential IN \(list: steps) AND \(sql: scope.isStaying)"
    }

    /// Every word typed begins a name, or the whole begins the employee number; names are compared folded (D-105).
    private func matches(_ search: String) -> SQL {
        let words = LetterFolding.fold(search).split(separator: "-").prefix(8).map(String.init)
        guard let first = words.first else { return "1 = 1" }
        if words.count == 1, first.utf8.allSatisfy({ (48...57).contains($0) }) {
            return "a.number LIKE \(first + "%")"
        }
        if let number = ProvisionalNumber(search) { return "a.number = \(number.text)" }
        return words.reduce("1 = 1" as SQL) { "\(sql: $0) AND d.filed_under LIKE \("%-\($1)%")" }
    }
}

extension SQL {
    static func + (one: SQL, other: SQL) -> SQL { "\(sql: one)\(sql: other)" }
}
