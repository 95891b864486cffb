import Synchronization

/// The engine for several gates on one database: libpq over a few blocking connections on threads of their own.
///
/// Writes are serialized by the server, one at a time over all gates (decision 11); reads go beside them.
package struct PostgreSQLDatabase: Database {
    package let dialect = Dialect.postgreSQL
    package let statements = StatementCounter()
    private let pool: PostgreSQLPool

    /// Connects when it is first asked; a server that is not there is `StoreError.unreachable` at that time.
    package init(at address: PostgreSQLAddress, limits: PostgreSQLLimits = .usual) {
        pool = PostgreSQLPool(address, limits)
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (Reading) throws -> T) async throws -> T {
        let statements = statements
        return try await pool.limits.retry.run {
            try await pool.readers.run { thread in
                try thread.attempt(.reading) { connection in
                    let reading = Reading(connection, statements: statements)
                    defer { reading.end() }
                    let result = try body(reading)
                    connection.finishReading()
                    return result
                }
            }
        }
    }

    @discardableResult
    package func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        let (statements, pool) = (statements, pool)
        return try await pool.limits.retry.run {
            try await pool.writer.run { thread in
                try pool.prepareLock(on: thread)
                return try thread.attempt(.writing) { connection in
                    let transaction = Transaction(connection, statements: statements)
                    defer { transaction.end() }
                    let result = try body(transaction)
                    try connection.commit(announcing: transaction.isAnnounced)
                    return result
                }
            }
        }
    }

    package func wakes() -> AsyncStream<Void> { pool.news.stream() }

    package func close() throws { pool.close() }
}

/// The threads of one database, which end with its last reference.
private final class PostgreSQLPool: Sendable {
    let limits: PostgreSQLLimits
    let readers: ConnectionThreads
    let writer: ConnectionThreads
    let news: PostgreSQLNews
    private let hasLock = Mutex(false)

    init(_ address: PostgreSQLAddress, _ limits: PostgreSQLLimits) {
        self.limits = limits
        let reconnection = Reconnection()
        let open: @Sendable () throws -> PostgreSQLConnection = {
            try reconnection.open { () throws(StoreError) in try PostgreSQLConnection(to: address, limits: limits) }
        }
        readers = ConnectionThreads(limit: limits.readers, open: open)
        writer = ConnectionThreads(limit: 1, open: open)
        news = PostgreSQLNews { () throws(StoreError) in try PostgreSQLLink(to: address, limits: limits) }
    }

    deinit { close() }

    func close() {
        readers.close()
        writer.close()
        news.close()
    }

    /// Makes, once, the table that writers lock, which is the one of the migrations; two starters do so in turn.
    func prepareLock(on thread: ThreadConnection) throws {
        guard !hasLock.withLock({ $0 }) else { return }
        try thread.attempt(.bare) { connection in
            guard try connection.rows(of: Dialect.postgreSQL.tableNamed("migration")).isEmpty else { return }
            let table = Dialect.postgreSQL.migrationTable.rendered { "$\($0)" }.text
            try connection.exchange(["SELECT pg_advisory_xact_lock(7166616465)", table])
        }
        hasLock.withLock { $0 = true }
    }
}
