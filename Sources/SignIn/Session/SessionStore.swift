package import Policy
package import Store

/// A session as the store keeps it.
package struct StoredSession: Sendable {
    package let id: LiveSession.ID
    /// The employee number.
    package let agent: String
    package let times: SessionTimes
    package let isShared: Bool
    package let knownUntil: Instant?

    /// A session under its name.
    package init(id: LiveSession.ID, agent: String, times: SessionTimes, isShared: Bool, knownUntil: Instant?) {
        self.id = id
        self.agent = agent
        self.times = times
        self.isShared = isShared
        self.knownUntil = knownUntil
    }
}

/// A token as the store keeps it: its hash, and what it is good for.
package struct StoredToken: Sendable {
    package let hash: TokenHash
    package let session: LiveSession.ID
    /// The only host on which it is good.
    package let host: String
    package let assurance: Assurance

    /// A token's hash with what it is good for.
    package init(hash: TokenHash, session: LiveSession.ID, host: String, assurance: Assurance) {
        self.hash = hash
        self.session = session
        self.host = host
        self.assurance = assurance
    }
}

extension Factor: ColumnValue {}

/// All SQL on sessions and their tokens.
package enum SessionStore {
    /// Keeps a new session.
    package static func open(_ session: StoredSession, in transaction: Transaction) throws {
        let times = session.times
        try transaction.execute(
            """
            INSERT INTO session
                (id, agent, started_at, active_at, idle_seconds, absolute_seconds, is_shared, known_until)
            VALUES (\(session.id.text), \(session.agent), \(times.startedAt.seconds), \(times.activeAt.seconds),
                \(times.limits.idle), \(times.limits.absolute), \(session.isShared), \(session.knownUntil?.seconds))
            """
        )
    }

    /// Keeps a token; the one that the session had for that host is dead from here on (S-14).
    package static func give(_ token: StoredToken, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM session_token WHERE session = \(token.session.text) AND host = \(token.host)"
        )
        try transaction.execute(
            """
            INSERT INTO session_token (hash, session, host, password_at, factor, factor_at)
            VALUES (\(token.hash.bytes), \(token.session.text), \(token.host), \(token.assurance.password?.seconds),
                \(token.assurance.factor), \(token.assurance.factorAt?.seconds))
            """
        )
    }

    /// Ends a session with its tokens and tickets; returns whether it was there.
    @discardableResult
    package static func end(_ id: LiveSession.ID, in transaction: Transaction) throws -> Bool {
        try transaction.execute("DELETE FROM session WHERE id = \(id.text)") > 0
    }

    /// Ends every session of a person but, where given, one; returns those that ended.
    @discardableResult
    package static func endAll(of agent: String, but kept: LiveSession.ID? = nil, in transaction: Transaction) throws
        -> [LiveSession.ID]
    {
        let rows = try transaction.query("SELECT id FROM session WHERE agent = \(agent)")
        let ids = try rows.map { LiveSession.ID(text: try $0["id"]) }.filter { $0 != kept }
        for id in ids { try end(id, in: transaction) }
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

    /// The assurance that a session's token has on a host; nil when there is none.
    package static func assurance(of id: LiveSession.ID, on host: String, in reading: Reading) throws -> Assurance? {
        try reading.one(
            """
            SELECT password_at, factor, factor_at FROM session_token
            WHERE session = \(id.text) AND host = \(host)
            """
        )?.assurance
    }

    /// Removes what lasted its whole time.
    @discardableResult
    package static func purge(at now: Instant, in transaction: Transaction) throws -> Int {
        try transaction.execute("DELETE FROM session WHERE started_at + absolute_seconds <= \(now.seconds)")
    }

    /// Every session, for the table in memory at the start.
    package static func sessions(in reading: Reading) throws -> [StoredSession] {
        try reading.query("SELECT * FROM session").map { row in
            let times = SessionTimes(
                startedAt: Instant(seconds: try row["started_at"]),
                activeAt: Instant(seconds: try row["active_at"]),
                limits: SessionTimes.Limits(idle: try row["idle_seconds"], absolute: try row["absolute_seconds"])
            )
            return StoredSession(
                id: LiveSession.ID(text: try row["id"]),
                agent: try row["agent"],
                times: times,
                isShared: try row["is_shared"],
                knownUntil: try row.instant("known_until")
            )
        }
    }

    /// Every token, for the table in memory at the start.
    package static func tokens(in reading: Reading) throws -> [StoredToken] {
        try reading.query("SELECT hash, session, host, password_at, factor, factor_at FROM session_token")
            .compactMap { row in
                guard let hash = TokenHash(bytes: try row["hash"]) else { return nil }
                return StoredToken(
                    hash: hash,
                    session: LiveSession.ID(text: try row["session"]),
                    host: try row["host"],
                    assurance: try row.assurance
                )
            }
    }
}

extension Row {
    func instant(_ column: String) throws -> Instant? {
        let seconds: Int64? = try self[column]
        return seconds.map(Instant.init(seconds:))
    }

    var assurance: Assurance {
        get throws {
            Assurance(
                password: try instant("password_at"),
                factor: try self["factor"],
                factorAt: try instant("factor_at")
            )
        }
    }
}
