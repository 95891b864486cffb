package import Policy

/// Two times four digits by which an officer and an agent on the telephone know one another: each reads the own half aloud.
package struct CallerCheck: Hashable, Sendable {
    /// Seconds for which the digits are good.
    package static let life: Int64 = 300
    /// Guesses that a check bears.
    package static let tries = 3
    /// Seconds for which a passed check serves.
    package static let serves: Int64 = 900
    /// Checks about one agent within an hour and a day, and by one officer within a day.
    package static let most = (hour: 3, day: 10, officer: 60)

    package let id: Int64
    /// The employee number of who is called, or says to be.
    package let agent: String
    /// The employee number of who checks.
    package let officer: String
    /// What the agent reads aloud.
    package let agentDigits: String
    /// What the officer reads aloud.
    package let officerDigits: String
    package let startedAt: Instant
    package let guesses: Int
    package let passedAt: Instant?

    /// Until when a right answer is taken.
    package var until: Instant { startedAt.adding(seconds: Self.life) }
    /// Until when a passed check serves; nil for one that was not passed.
    package var servesUntil: Instant? { passedAt?.adding(seconds: Self.serves) }

    /// Whether it still waits for its answer.
    package func isRunning(at now: Instant) -> Bool {
        passedAt == nil && guesses < Self.tries && now < until
    }

    /// Whether the officer may act on it.
    package func isPassed(at now: Instant) -> Bool { servesUntil.map { now < $0 } ?? false }

    /// Four digits from the system's generator.
    static func digits() -> String {
        let text = String(Int.random(in: 0..<10_000))
        return String(repeating: "0", count: 4 - text.utf8.count) + text
    }

    /// The first four digits of whatever was typed, spaces and hyphens among them; nil for anything else.
    static func typed(_ text: String) -> String? {
        let bytes = text.utf8.filter { !" -.\t".utf8.contains($0) }
        guard bytes.count == 4, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
