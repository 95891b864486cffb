/// The connection of one thread: opened when it is needed, and anew after it was lost.
final class ThreadConnection {
    private let open: @Sendable () throws -> PostgreSQLConnection
    private var current: PostgreSQLConnection?

    init(open: @escaping @Sendable () throws -> PostgreSQLConnection) { self.open = open }

    /// Runs one attempt at a transaction; one that fails is undone.
    func attempt<T>(_ scope: PostgreSQLScope, _ body: (PostgreSQLConnection) throws -> T) throws -> T {
        let connection = try live()
        connection.begin(scope)
        defer {
            if connection.isOver { current = nil }
        }
        do { return try body(connection) } catch {
            connection.rollback()
            throw error
        }
    }

    private func live() throws -> PostgreSQLConnection {
        if let current, current.isAlive { return current }
        current = nil
        let connection = try open()
        current = connection
        return connection
    }
}

@available(*, unavailable)
extension ThreadConnection: Sendable {}
