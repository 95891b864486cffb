package import Policy
package import Store
package import Web

/// All SQL on sessions and their tokens.
package enum SessionStore {
    /// Keeps a new session.
    package static func open(_ session: StoredSession, in transaction: Transaction) throws {
        let times = session.times
        try transaction.execute(
            """
            INSERT INTO session
                (id, agent, started_at, active_at, idle_seconds, absolute_seconds, is_shared, known_until, channel,
                browser, accompanied_by)
            VALUES (\(session.id.text), \(session.agent), \(times.startedAt.seconds), \(times.activeAt.seconds),
                \(times.limits.idle), \(times.limits.absolute), \(session.isShared), \(session.knownUntil?.seconds),
                \(session.origin.channel), \(session.origin.browser?.rawValue ?? ""), \(session.accompaniedBy))
            """
        )
    }

    /// Keeps a token, with its news; the one that the session had for that host is dead from here on (S-14). Returns it
    /// with its version.
    @discardableResult
    package static func give(_ token: StoredToken, at now: Instant, in transaction: Transaction) throws -> StoredToken {
        let (id, host) = (token.session.text, token.host)
        let old = try transaction.one("SELECT version FROM session_token WHERE session = \(id) AND host = \(host)")
        let version: Int64 = try old.map { try $0["version"] + 1 } ?? 1
        try transaction.execute("DELETE FROM session_token WHERE session = \(id) AND host = \(host)")
        try transaction.execute(
            """
            INSERT INTO session_token (hash, session, host, password_at, factor, factor_at, version)
            VALUES (\(token.hash.bytes), \(id), \(host), \(token.assurance.password?.seconds),
                \(token.assurance.factor), \(token.assurance.factorAt?.seconds), \(version))
            """
        )
        try SessionNews.note(token.session, at: now, in: transaction)
        return StoredToken(
            hash: token.hash,
            session: token.session,
            host: host,
            assurance: token.assurance,
            version: version
        )
    }

    /// Ends a session with its tokens and tickets, and with its news; returns whether it was there.
    @discardableResult
    package static func end(_ id: LiveSession.ID, at now: Instant, in transaction: Transaction) throws -> Bool {
        try SessionNews.note(id, at: now, in: transaction)
        return try transaction.execute("DELETE FROM session WHERE id = \(id.text)") > 0
    }

    /// Ends every session of a person but, where given, one; returns those that ended.
    @discardableResult
    package static func endAll(
        of agent: String,
        but kept: LiveSession.ID? = nil,
        at now: Instant,
        in transaction: Transaction
    ) throws -> [LiveSession.ID] {
        let rows = try transaction.query("SELECT id FROM session WHERE agent = \(agent)")
        let ids = try rows.map { LiveSession.ID(text: try $0["id"]) }.filter { $0 != kept }
        for id in ids { try end(id, at: now, in: transaction) }
        return ids
    }

    /// Notes the last activity; an older one changes nothing.
    package static func note(_ id: LiveSession.ID, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE session SET active_at = \(now.seconds) WHERE id = \(id.text) AND active_at < \(now.seconds)"
        )
    }

    /// Notes until when the session's browser is known.
    package static func know(_ id: LiveSession.ID, until: Instant, in transaction: Transaction) throws {
        try transaction.execute("UPDATE session SET known_until = \(until.seconds) WHERE id = \(id.text)")
    }

    /// Whether the session is still there.
    package static func contains(_ id: LiveSession.ID, in reading: Reading) throws -> Bool {
        try reading.one("SELECT id FROM session WHERE id = \(id.text)") != nil
    }

    /// Whether a person has a session of that name: a foreign one and none are the same (S-28).
    package static func isHeld(_ id: LiveSession.ID, by agent: String, in reading: Reading) throws -> Bool {
        try reading.one("SELECT id FROM session WHERE id = \(id.text) AND agent = \(agent)") != nil
    }

    /// The assurance that a session's token has on a host; nil when there is none.
    package static func assurance(of id: LiveSession.ID, on host: String, in reading: Reading) throws -> Assurance? {
        try reading.one(
            """
            SELECT password_at, factor, factor_at FROM session_token
            WHERE session = \(id.text) AND host = \(host)
            """
        )?.assurance
    }

    /// Removes what was over an hour ago: until then something begun in it may be under way, and a revocation must find it.
    @discardableResult
    package static func purge(at now: Instant, in transaction: Transaction) throws -> Int {
        let over = now.adding(seconds: -SessionTimes.graceSeconds).seconds
        return try transaction.execute("DELETE FROM session WHERE started_at + absolute_seconds <= \(over)")
    }

    /// Notes the language and theme that were chosen on the portal.
    package static func wear(_ look: Look, in id: LiveSession.ID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE session SET look = \(look.text) WHERE id = \(id.text)")
    }

    /// Every session, for the table in memory at the start.
    package static func sessions(in reading: Reading) throws -> [StoredSession] {
        try reading.query("SELECT * FROM session").map(StoredSession.init)
    }

    /// The sessions of one person, the one last used first.
    package static func sessions(of agent: String, in reading: Reading) throws -> [StoredSession] {
        try reading.query("SELECT * FROM session WHERE agent = \(agent) ORDER BY active_at DESC, id")
            .map(StoredSession.init)
    }

    /// The accompanied sessions of one person, or beside one supervisor.
    package static func accompanied(_ agent: String, by supervisor: String? = nil, in reading: Reading) throws
        -> [StoredSession]
    {
        try sessions(of: agent, in: reading).filter {
            $0.accompaniedBy != nil && (supervisor == nil || $0.accompaniedBy == supervisor)
        }
    }

    /// The session of a name; nil when it ended.
    package static func session(_ id: LiveSession.ID, in reading: Reading) throws -> StoredSession? {
        try reading.one("SELECT * FROM session WHERE id = \(id.text)").map(StoredSession.init)
    }

    /// The session that a token opens on a host; nil when it opens none.
    package static func session(of token: TokenHash, host: String, in reading: Reading) throws -> LiveSession.ID? {
        try reading.one("SELECT session FROM session_token WHERE hash = \(token.bytes) AND host = \(host)")
            .map { LiveSession.ID(text: try $0["session"]) }
    }

    /// The activity that was written since: names with their last activity.
    package static func activity(since: Instant, in reading: Reading) throws -> [(LiveSession.ID, Instant)] {
        try reading.query("SELECT id, active_at FROM session WHERE active_at >= \(since.seconds)")
            .map { (LiveSession.ID(text: try $0["id"]), Instant(seconds: try $0["active_at"])) }
    }

    /// Every token, for the table in memory at the start.
    package static func tokens(in reading: Reading) throws -> [StoredToken] {
        try reading.query("SELECT * FROM session_token").compactMap(StoredToken.init)
    }

    /// The tokens of one session.
    package static func tokens(of id: LiveSession.ID, in reading: Reading) throws -> [StoredToken] {
        try reading.query("SELECT * FROM session_token WHERE session = \(id.text)").compactMap(StoredToken.init)
    }
}
