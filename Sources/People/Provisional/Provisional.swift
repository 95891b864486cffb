package import Audit
package import Policy
import Store

/// That somebody was declared by hand, and by whom: the feed neither ends nor counts them until it knows them.
package struct Provisional: Hashable, Sendable {
    /// Why somebody is declared by hand.
    package enum Kind: String, CaseIterable, Sendable, ColumnValue {
        /// Works here before the feed has heard of it.
        case newcomer
        /// Works for a company, for a sponsor of the house.
        case external

        /// Days for which it may last, from the day of the declaration.
        package var mostDays: Int {
            switch self {
            case .newcomer: 90
            case .external: 365
            }
        }
    }

    /// Who answers for an external person here, and whom that person works for.
    package struct Sponsorship: Hashable, Sendable {
        /// The employee number of the sponsor.
        package let sponsor: String
        package let company: String

        package init(sponsor: String, company: String) {
            self.sponsor = sponsor
            self.company = company
        }
    }

    /// The number that this person has here: the employee number where it was known, else a provisional one.
    package let agent: String
    package let kind: Kind
    package let sponsorship: Sponsorship?
    package let declaredAt: Instant
    package let declaredBy: AuditActor
    /// The number under which the feed knows the person; nil while it does not.
    package let mergedInto: String?

    /// Whether the feed does not know the person yet.
    var isOffFeed: Bool { mergedInto == nil }
    /// Whether an officer merged this number into another.
    var isMerged: Bool { mergedInto.map { $0 != agent } ?? false }
}

/// The numbers of which the feed does not decide alone.
package struct HeldByHand: Sendable {
    /// Those that it does not own: it has not heard of them, or knows the person under another number.
    package var declared: Set<String> = []
    /// Those that it states and that an officer closed as the second number of somebody: no line opens them anew.
    package var merged: Set<String> = []

    package init() {}
}

extension AgentNames {
    /// Whether two spellings are one person's: the last names may be one (D-105), and of the first names given here and there
    /// one list begins the other. Siblings born on one day are two.
    package func agree(with other: AgentNames) -> Bool {
        guard mayBe(other) else { return false }
        let (own, theirs) = (Self.words(first), Self.words(other.first))
        guard !own.isEmpty, !theirs.isEmpty else { return own.isEmpty && theirs.isEmpty }
        return own.starts(with: theirs) || theirs.starts(with: own)
    }

    private static func words(_ names: String) -> [Substring] { LetterFolding.fold(names).split(separator: "-") }
}
