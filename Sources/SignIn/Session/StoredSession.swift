package import Policy
import Store
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
    /// The employee number of the supervisor beside somebody without credentials; nil in a session of one's own.
    package var accompaniedBy: String?

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

extension StoredSession {
    init(_ row: Row) throws {
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
        accompaniedBy = try row["accompanied_by"]
    }
}

extension StoredToken {
    init?(_ row: Row) throws {
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
