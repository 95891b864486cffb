import City
package import Policy
import Store

/// What an agent is reached by.
package enum ContactKind: String, CaseIterable, Sendable, ColumnValue {
    case mail, phone

    /// A value as it is kept; nil for what cannot be reached: a mobile that takes codes (D-111), an address that mail goes to.
    package func value(_ typed: String) -> String? {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: typed.unicodeScalars.filter { !$0.properties.isWhitespace })
        let text = String(view)
        switch self {
        case .phone:
            let number = PhoneNumber(text)
            return number.takesCodes ? number.e164 : nil
        case .mail: return MailAddress(text.lowercased())?.text
        }
    }

    /// The value that an agent has on file.
    package func value(of reach: AgentReach) -> String? { self == .mail ? reach.mail : reach.phone?.typed }
}

/// A change of mail or phone that an agent makes alone: a code on the new one, and a code on an old one or a day's wait.
package struct ContactChange: Hashable, Sendable {
    /// How far it has come.
    package enum State: String, CaseIterable, Sendable, ColumnValue {
        /// Codes are on their way.
        case proving
        /// The new one is proven; it holds when the day is over.
        case waiting
        case done, stopped, replaced
    }

    /// What came of typed codes.
    package enum Judgement: Hashable, Sendable {
        /// Both are right: it holds at once.
        case both
        /// The new one's is right, none was typed for the old one.
        case new
        case wrong
        /// Its time or its tries are over.
        case over
    }

    /// Seconds in which the codes are to be typed.
    package static let proofLife: Int64 = 900
    /// Wrong tries that it bears.
    package static let tries = 3
    /// Seconds for which a change waits that the old one did not confirm.
    package static let wait: Int64 = 86_400
    /// Changes of one agent within a day.
    package static let mostADay = 5

    package let id: Int64
    /// The employee number.
    package let agent: String
    package let kind: ContactKind
    package let value: String
    package let state: State
    package let madeAt: Instant
    /// When a waiting one holds.
    package let dueAt: Instant?
    package let guesses: Int
    /// Whether an old channel got a code.
    package let hasOldCode: Bool

    /// Whether codes are taken.
    package func isProving(at now: Instant) -> Bool {
        state == .proving && guesses < Self.tries && now < madeAt.adding(seconds: Self.proofLife)
    }
}
