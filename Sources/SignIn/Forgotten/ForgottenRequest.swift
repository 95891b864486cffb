import Policy

/// A forgotten password on its way, sealed for one browser: what was typed, whoever it is or is not (S-21).
package struct ForgottenRequest: Codable, Hashable, Sendable {
    /// Seconds for which the page of the proofs can be used.
    package static let life: Int64 = 900

    /// The identifier as it was typed.
    let identifier: String
    let askedAt: Int64

    /// Whether its time is not over.
    func isFresh(at now: Instant) -> Bool {
        let age = now.seconds(since: Instant(seconds: askedAt))
        return age >= 0 && age < Self.life
    }
}

/// Both proofs were given: sealed for one browser, good for one new password.
package struct ForgottenPass: Codable, Hashable, Sendable {
    /// Seconds in which the new password is to be chosen.
    package static let life: Int64 = 900

    /// The employee number.
    let agent: String
    /// The password that was forgotten: any other one makes the pass worthless.
    let version: Int64
    let provenAt: Int64

    func isFresh(at now: Instant) -> Bool {
        let age = now.seconds(since: Instant(seconds: provenAt))
        return age >= 0 && age < Self.life
    }
}
