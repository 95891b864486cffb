package import Policy
import Store

/// A request that an active credential be issued anew: opened by an officer, confirmed by a second person, used once.
package struct FactorReset: Hashable, Sendable {
    /// How far it has come.
    package enum State: String, CaseIterable, Sendable, ColumnValue {
        case open, confirmed, used, declined, withdrawn, stopped, expired
    }

    /// What may be done to it.
    package enum Act: String, CaseIterable, Sendable {
        /// A second person says yes.
        case confirm
        /// A second person says no.
        case decline
        /// The officer who opened it takes it back; a suspension or closing does too.
        case withdraw
        /// A letter or link is made by it.
        case use
        /// The agent says that it was not them.
        case stop
        /// Its time is over.
        case expire
    }

    /// How the officer knew whom it was about.
    package enum Identification: String, CaseIterable, Sendable, ColumnValue {
        /// By a passed caller check.
        case call
        /// By an identity paper seen at the desk.
        case paper
    }

    /// Seconds in which it is to be confirmed, and after that to be used.
    package static let life: Int64 = 86_400
    /// Openings about one agent on one day.
    package static let mostADay = 3

    package let id: Int64
    /// The employee number of whose credential it is.
    package let agent: String
    /// As it was last written; what the clock makes of it is `state(at:)`.
    package let state: State
    package let reason: String
    package let identified: Identification
    package let opened: Signature
    package let confirmed: Signature?
    package let expiresAt: Instant
    /// Why it was declined.
    package let answer: String?

    /// Who did it, and when.
    package struct Signature: Hashable, Sendable {
        /// The employee number.
        package let by: String
        package let at: Instant
    }

    /// The state at a moment.
    package func state(at now: Instant) -> State {
        now < expiresAt ? state : state.after(.expire) ?? state
    }

    /// Whether it may still lead to a letter.
    package func isLive(at now: Instant) -> Bool { [.open, .confirmed].contains(state(at: now)) }
}

extension FactorReset.State {
    /// The state to which an act leads from here; nil when it leads nowhere and is refused (RS-10).
    package func after(_ act: FactorReset.Act) -> FactorReset.State? {
        switch (self, act) {
        case (.open, .confirm): .confirmed
        case (.confirmed, .use): .used
        case (.open, .decline), (.confirmed, .decline): .declined
        case (.open, .withdraw), (.confirmed, .withdraw): .withdrawn
        case (.open, .stop), (.confirmed, .stop), (.used, .stop): .stopped
        case (.open, .expire), (.confirmed, .expire): .expired
        default: nil
        }
    }
}
