package import City
package import Policy

/// What comes next in an activation by letter: the first line that is not met. This is the whole journey.
package enum ActivationStep: Hashable, Sendable {
    /// The rules for use are to be accepted.
    case charter
    /// A password is to be chosen; or typed again, in a browser that has not shown that it knows it.
    case password
    /// One of these second proofs is to be enrolled.
    case factor(Set<Factor>)
    /// Recovery codes are to be shown and kept.
    case recovery
    /// Everything is chosen: the last button keeps it all.
    case ready
}

/// How far an activation is, as the store keeps it: nothing of it opens anything before the last step (S-14).
package struct ActivationProgress: Hashable, Sendable {
    /// The version of the rules for use that was accepted.
    package let charter: String?
    /// The hash of the chosen password, in PHC form, and when it was chosen.
    package let password: String?
    package let passwordAt: Instant?
    /// The authenticator that is offered: the same at each look.
    package let authenticator: Authenticator?
    /// The second proof that was enrolled, when, and the step of the code that proved it.
    package let factor: Factor?
    package let factorAt: Instant?
    package let step: Int64?

    /// The next step. `enrollable` are the proofs that a department gives and that can reach this person;
    /// `knownPassword` is the hash of the password that this browser has shown to know.
    package func step(charter wanted: Charter?, enrollable: Set<Factor>, knownPassword: String?) -> ActivationStep {
        if let wanted, wanted.version != charter { return .charter }
        guard let password, password == knownPassword else { return .password }
        guard !enrollable.isEmpty else { return .ready }
        guard let factor, enrollable.contains(factor) else { return .factor(enrollable) }
        return .recovery
    }
}

/// What a browser carries between the steps of an activation, sealed: whose, by which code, and that it knows the password.
package struct ActivationPass: Hashable, Sendable, Codable {
    /// Seconds in which an activation goes on without typing the code again.
    package static let life: Int64 = 3_600

    /// The row of the letter's code.
    package let code: Int64
    package let agent: String
    package let provenAt: Instant
    /// The hash, in PHC form, of the password that was typed in this browser.
    package var password: String?

    /// Whether it still spares typing the code.
    package func isFresh(at now: Instant) -> Bool { now >= provenAt && now < provenAt.adding(seconds: Self.life) }
}
