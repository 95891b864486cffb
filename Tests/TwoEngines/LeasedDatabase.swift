package import Store

/// A PostgreSQL schema of one test's own, dropped with its last reference.
package final class LeasedDatabase: Database {
    package let address: PostgreSQLAddress
    private let database: PostgreSQLDatabase

    package init(limits: PostgreSQLLimits = .usual) async throws {
        address = try await DebianServer.shared.newRole()
        database = PostgreSQLDatabase(at: address, limits: limits)
    }

    deinit {
        try? database.close()
        guard let role = address.role else { return }
        // A test's database ends when nobody holds it any more: there is nobody left to wait for this.
        Task { await DebianServer.shared.drop(role: role) }
    }

    package var dialect: Dialect { database.dialect }
    package var statements: StatementCounter { database.statements }

    package func read<T: Sendable>(_ body: @escaping @Sendable (Reading) throws -> T) async throws -> T {
        try await database.read(body)
    }

    @discardableResult
    package func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await database.write(body)
    }

    package func wakes() -> AsyncStream<Void> { database.wakes() }
    package func close() throws { try database.close() }
}
