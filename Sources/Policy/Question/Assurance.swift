/// A second proof beside the password.
package enum Factor: String, CaseIterable, Sendable, Codable {
    /// An application that shows codes of six digits (RFC 6238).
    case authenticator
    /// A device that shows codes, handed out at the counter (RFC 4226, RFC 6238).
    case token
    /// A code of six digits by SMS.
    case sms
    /// The same, spoken by a voice call.
    case voice
    /// A line of a numbered sheet that was handed out at the counter.
    case sheet
    /// A recovery code, for somebody whose phone is lost.
    case recovery
}

/// What the session has proven, and when.
package struct Assurance: Hashable, Sendable, Codable {
    /// When the password was last proven.
    package var password: Instant?
    /// The second proof that was given, if any.
    package var factor: Factor?
    /// When the second proof was last given.
    package var factorAt: Instant?
    /// The employee number of the supervisor who sits beside somebody without credentials; nil in a session of one's own,
    /// which alone has proofs.
    package var accompaniedBy: String?

    /// Nothing was proven.
    package static let none = Assurance(password: nil, factor: nil, factorAt: nil)

    package init(password: Instant?, factor: Factor?, factorAt: Instant?) {
        self.password = password
        self.factor = factor
        self.factorAt = factorAt
    }

    /// The same in a session that a supervisor opened for somebody else; nil leaves it one's own.
    package func accompanied(by supervisor: String?) -> Assurance {
        var assurance = self
        assurance.accompaniedBy = supervisor
        return assurance
    }
}
