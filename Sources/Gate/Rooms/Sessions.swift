package import Policy
package import SignIn

/// Sessions as the gate looks them up: in memory, on the event loop.
package struct Sessions: Sendable {
    /// The session of an app cookie's text on a host; nil for unknown, ended and foreign ones.
    package var find: @Sendable (_ token: String, _ host: String, _ now: Instant) -> LiveSession?
    /// A session as it stands now, for what outlives its request; nil when it ended.
    package var standing: @Sendable (LiveSession.ID, Instant) -> SessionStanding?

    package init(
        find: @escaping @Sendable (_ token: String, _ host: String, _ now: Instant) -> LiveSession?,
        standing: @escaping @Sendable (LiveSession.ID, Instant) -> SessionStanding?
    ) {
        self.find = find
        self.standing = standing
    }
}

extension Sessions {
    /// The table that SignIn keeps.
    package init(_ table: SessionTable) {
        self.init(
            find: { token, host, now in Token(.app, text: token).flatMap { table.find($0.hash, host: host, at: now) } },
            standing: { table.standing($0, at: $1) }
        )
    }
}
