import Policy

/// An account asked for by employee number and birth date, whether or not it may be had: sealed for one browser, it looks the
/// same in both cases (S-21).
package struct AccountRequest: Codable, Hashable, Sendable {
    /// Seconds for which the code page can be used.
    package static let life: Int64 = 900

    /// The number as it was typed, in its canonical form.
    let number: String
    /// 1 when number and date are those of somebody who may create an account; a digit, so that both seals have one length.
    let matched: Int
    let askedAt: Int64

    /// Whether its time is not over.
    func isFresh(at now: Instant) -> Bool {
        let age = now.seconds(since: Instant(seconds: askedAt))
        return age >= 0 && age < Self.life
    }
}
