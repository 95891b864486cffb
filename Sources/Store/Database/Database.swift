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
    /// Yields after each commit in which something was announced (`Transaction.announce`), from now on; several commits may
    /// come as one. On SQLite those of this process; on PostgreSQL those of every gate, and once when the listener's
    /// connection stands or stands again, because something may have been missed. Whoever must not miss anything asks
    /// unasked now and then.
    func wakes() -> AsyncStream<Void>
    /// Closes every connection and ends every stream of wakes; later calls throw.
    func close() throws
}
