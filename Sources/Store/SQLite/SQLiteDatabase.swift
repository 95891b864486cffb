import Foundation
import GRDB

/// The embedded engine: one file in WAL mode, one writer at a time, readers beside it.
package struct SQLiteDatabase: Database {
    package let dialect = Dialect.sqlite
    package let statements = StatementCounter()
    private let connections: any DatabaseWriter
    private let retry: RetryLimit
    private let news = Wakes()

    /// Opens the file at `path`, and makes it, readable by its owner alone, when it is absent.
    package init(path: String, retry: RetryLimit = .usual) throws {
        try Self.makeFile(at: path)
        do {
            let pool = try DatabasePool(path: path, configuration: Self.configuration(retry))
            // GRDB asks for NORMAL, which may lose the last transactions in a power cut: a revocation or an audit entry.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            connections = pool
        } catch let error as DatabaseError { throw StoreError(error) }
        self.retry = retry
    }

    /// A database in memory that ends with its last reference: one for each test.
    package static func inMemory() throws -> SQLiteDatabase {
        try SQLiteDatabase(queue: DatabaseQueue(configuration: configuration(.usual)))
    }

    private init(queue: DatabaseQueue) {
        (connections, retry) = (queue, .usual)
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (Reading) throws -> T) async throws -> T {
        let statements = statements
        return try await retry.run {
            try await translated {
                try await connections.read { database in
                    let reading = Reading(SQLiteConnection(database: database), statements: statements)
                    defer { reading.end() }
                    return try body(reading)
                }
            }
        }
    }

    @discardableResult
    package func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await retry.run {
            try await translated { try await attempt(body) }
        }
    }

    /// Writes the whole database, as it is at one moment, to a new file for its owner alone; refuses one that exists.
    package func copy(to path: String) throws {
        guard access(path, F_OK) != 0 else { throw StoreError.engine(code: "file", "\(path) exists already") }
        try Self.makeFile(at: path)
        do {
            let target = try DatabaseQueue(path: path)
            try connections.backup(to: target)
            try target.close()
        } catch let error as DatabaseError { throw StoreError(error) }
    }

    package func wakes() -> AsyncStream<Void> { news.stream() }

    package func close() throws {
        news.end()
        // The readers, which may not write, close last: without this the last transactions would stay beside the file.
        _ = try? connections.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try connections.close()
    }

    private func attempt<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        let (statements, news) = (statements, news)
        return try await connections.writeWithoutTransaction { database in
            let transaction = Transaction(SQLiteConnection(database: database), statements: statements)
            defer { transaction.end() }
            var result: T?
            try database.inTransaction(.immediate) {
                result = try body(transaction)
                return .commit
            }
            guard let result else { throw StoreError.ended }
            if transaction.isAnnounced { news.wake() }
            return result
        }
    }

    private func translated<T: Sendable>(_ work: () async throws -> T) async throws -> T {
        do { return try await work() } catch let error as DatabaseError { throw error.translated }
    }

    private static func configuration(_ retry: RetryLimit) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Double(retry.waitMilliseconds) / 1000)
        configuration.label = "nomade.store"
        return configuration
    }

    private static func makeFile(at path: String) throws(StoreError) {
        let descriptor = Foundation.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .engine(code: "file", "\(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
        Foundation.close(descriptor)
    }
}
