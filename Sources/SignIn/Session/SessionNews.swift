import Policy
import Store

/// News of one session, written in the transaction that gave it a token or ended it: "look at it again".
///
/// A row says nothing more, so that reading it late, twice or in another order leads to the same table.
package struct SessionNews: Hashable, Sendable {
    /// Seconds for which news are kept: a gate that slept longer reads everything anew.
    package static let life: Int64 = 600

    /// Grows in the order of asking; see `NewsCursor`.
    package let id: Int64
    package let session: LiveSession.ID
    /// The employee number of whoever holds or held it.
    package let agent: String

    /// Writes that a session changed or is about to end, while it is still there, and wakes whoever waits for news.
    static func note(_ session: LiveSession.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.announce()
        try transaction.execute(
            """
            INSERT INTO session_news (session, agent, at)
            SELECT id, agent, \(now.seconds) FROM session WHERE id = \(session.text)
            """
        )
    }

    /// The news above an id, oldest first.
    static func after(_ id: Int64, in reading: Reading) throws -> [SessionNews] {
        try reading.query("SELECT id, session, agent FROM session_news WHERE id > \(id) ORDER BY id").map {
            SessionNews(id: try $0["id"], session: LiveSession.ID(text: try $0["session"]), agent: try $0["agent"])
        }
    }

    /// The id of the newest; 0 when there is none.
    static func newest(in reading: Reading) throws -> Int64 {
        try reading.one("SELECT coalesce(max(id), 0) AS id FROM session_news")?["id"] ?? 0
    }

    /// Removes what every gate has read.
    @discardableResult
    static func purge(at now: Instant, in transaction: Transaction) throws -> Int {
        let before = now.adding(seconds: -life)
        return try transaction.execute("DELETE FROM session_news WHERE at < \(before.seconds)")
    }
}
