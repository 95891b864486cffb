/// How long the program waits for a PostgreSQL server, and over how many connections it reads.
package struct PostgreSQLLimits: Sendable {
    /// Connections that read; one more writes.
    package let readers: Int
    /// Seconds until a connection must stand.
    package let connectSeconds: Int
    /// Milliseconds that one statement may take.
    package let statementMilliseconds: Int
    /// How writes are tried again.
    package let retry: RetryLimit

    package init(
        readers: Int = 4,
        connectSeconds: Int = 3,
        statementMilliseconds: Int = 15_000,
        retry: RetryLimit = .usual
    ) {
        (self.readers, self.connectSeconds) = (max(1, readers), connectSeconds)
        (self.statementMilliseconds, self.retry) = (statementMilliseconds, retry)
    }

    /// Four readers, three seconds to connect, fifteen for a statement.
    package static let usual = PostgreSQLLimits()

    /// The settings that the server holds each of our connections to; a program that stopped in the middle of a
    /// transaction must not hold up the others.
    var settings: String {
        """
        -c statement_timeout=\(statementMilliseconds) -c lock_timeout=\(retry.waitMilliseconds) \
        -c idle_in_transaction_session_timeout=\(2 * statementMilliseconds) -c client_min_messages=warning
        """
    }
}
