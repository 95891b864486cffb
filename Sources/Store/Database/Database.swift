/// Where the city's facts are kept; one engine is SQLite, the other PostgreSQL.
///
/// The bodies run on the engine's own threads, may run more than once, and must therefore do nothing but ask and tell the
/// handle that they are given.
package protocol Database: Sendable {
    /// How this engine writes what engines write differently.
    var dialect: Dialect { get }
    /// Counts what was asked, for tests that compare work.
    var statements: StatementCounter { get }

    /// Runs `body` on one unchanging view of the database; throws what the body throws, or `StoreError`.
    func read<T: Sendable>(_ body: @escaping @Sendable (Reading) throws -> T) async throws -> T
    /// Runs `body` as one serializable transaction: all of it is kept or, when it throws, none. Retried on conflict, so
    /// that the body may run several times.
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T
    /// Closes every connection; later calls throw.
    func close() throws
}
