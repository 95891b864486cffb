/// Thrown by one attempt at a write that met another writer and may be made again.
struct Conflict: Error {}

/// How often and how long a write is tried again.
package struct RetryLimit: Sendable {
    /// Attempts in all, at least one.
    package let attempts: Int
    /// How long one attempt waits for the other writer, in milliseconds.
    package let waitMilliseconds: Int

    package init(attempts: Int, waitMilliseconds: Int) {
        self.attempts = max(1, attempts)
        self.waitMilliseconds = waitMilliseconds
    }

    /// Five attempts of a second each.
    package static let usual = RetryLimit(attempts: 5, waitMilliseconds: 1000)

    /// Runs `attempt` until it does not meet a conflict; a random pause, doubled each time, parts two that met once.
    func run<T: Sendable>(_ attempt: () async throws -> T) async throws -> T {
        for number in 0..<attempts {
            do { return try await attempt() } catch is Conflict {
                guard number + 1 < attempts else { break }
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...(5 << min(number, 6)))))
            }
        }
        throw StoreError.busy(attempts: attempts)
    }
}
