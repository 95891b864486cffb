import Synchronization

/// Counts the statements of one database, so that a test can say that two answers cost the same work.
package final class StatementCounter: Sendable {
    private let state = Mutex((count: 0, texts: [String]?.none))

    package init() {}

    /// How many statements were run since the database was opened, retries included.
    package var count: Int { state.withLock { $0.count } }

    /// Runs `work` and returns the texts of the statements run meanwhile, placeholders in the place of values.
    package func texts(during work: () async throws -> Void) async rethrows -> [String] {
        state.withLock { $0.texts = [] }
        defer { state.withLock { $0.texts = nil } }
        try await work()
        return state.withLock { $0.texts ?? [] }
    }

    func count(_ statement: SQL) {
        state.withLock {
            $0.count += 1
            $0.texts?.append(statement.rendered { _ in "?" }.text)
        }
    }
}
