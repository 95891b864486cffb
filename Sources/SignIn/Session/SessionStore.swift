package import Policy
package import Store
package import Web

/// Where a session was begun, in words that its holder knows.
package struct SessionOrigin: Hashable, Sendable {
    package let channel: Channel
    /// Nil where the browser does not say.
    package let browser: Browser?

    /// A channel and a browser.
    package init(channel: Channel, browser: Browser? = nil) { (self.channel, self.browser) = (channel, browser) }
}

/// A session as the store keeps it.
package struct StoredSession: Sendable {
    package let id: LiveSession.ID
    /// The employee number.
    package let agent: String
    package let times: SessionTimes
    package let isShared: Bool
    package let knownUntil: Instant?
    package let origin: SessionOrigin
    /// The language and theme that were chosen on the portal.
    package let look: Look

    /// A session under its name.
    package init(
        id: LiveSession.ID,
        agent: String,
        times: SessionTimes,
        isShared: Bool,
        knownUntil: Instant?,
        origin: SessionOrigin = SessionOrigin(channel: .nomade),
        look: Look = Look()
    ) {
        self.id = id
        self.agent = agent
        self.times = times
        self.isShared = isShared
        self.knownUntil = knownUntil
        self.origin = origin
        self.look = look
    }
}

/// A token as the store keeps it: its hash, and what it is good for.
package struct StoredToken: Sendable {
    package let hash: TokenHash
    package let session: LiveSession.ID
    /// The only host on which it is good.
    package let host: String
    package let assurance: Assurance
    /// Grows with each token of one session for one host; the store gives it.
    package let version: Int64

    /// A token's hash with what it is good for.
    package init(hash: TokenHash, session: LiveSession.ID, host: String, assurance: Assurance, version: Int64 = 1) {
        self.hash = hash
        self.session = session
        self.host = host
        self.assurance = assurance
        self.version = version
    }
}

extension Factor: ColumnValue {}
extension Channel: ColumnValue {}
extension Browser: ColumnValue {}

/// All SQL on sessions and their tokens.
package enum SessionStore {
    /// Keeps a new session.
    package static func open(_ session: StoredSession, in transaction: Transaction) throws {
        let times = session.times
        try transaction.execute(
            """
            INSERT INTO session
                (id, agent, started_at, active_at, idle_seconds, absolute_seconds, is_shared, known_until, channel,
                browser)
            VALUES (\(session.id.text), \(session.agent), \(times.startedAt.seconds), \(times.activeAt.seconds),
                \(times.limits.idle), \(times.limits.absolute), \(session.isShared), \(session.knownUntil?.seconds),
                \(session.origin.channel), \(session.origin.browser?.rawValue ?? ""))
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

extension StoredSession {
    fileprivate init(_ row: Row) throws {
        let browser: String = try row["browser"]
        self.init(
            id: LiveSession.ID(text: try row["id"]),
            agent: try row["agent"],
            times: SessionTimes(
                startedAt: Instant(seconds: try row["started_at"]),
                activeAt: Instant(seconds: try row["active_at"]),
                limits: SessionTimes.Limits(idle: try row["idle_seconds"], absolute: try row["absolute_seconds"])
            ),
            isShared: try row["is_shared"],
            knownUntil: try row.instant("known_until"),
            origin: SessionOrigin(channel: try row["channel"], browser: Browser(rawValue: browser)),
            look: Look(try row["look"])
        )
    }
}

extension StoredToken {
    fileprivate init?(_ row: Row) throws {
        guard let hash = TokenHash(bytes: try row["hash"]) else { return nil }
        self.init(
            hash: hash,
            session: LiveSession.ID(text: try row["session"]),
            host: try row["host"],
            assurance: try row.assurance,
            version: try row["version"]
        )
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
