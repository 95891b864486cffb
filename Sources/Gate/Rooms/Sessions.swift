package import Policy
package import SignIn

/// Sessions as the gate looks them up: in memory, on the event loop.
package struct Sessions: Sendable {
    /// The session of an app cookie's text on a host; nil for unknown, ended and foreign ones.
    package var find: @Sendable (_ token: String, _ host: String, _ now: Instant) -> LiveSession?
    /// Whether a session still stands, for streams that outlive their request.
    package var isLive: @Sendable (LiveSession.ID, Instant) -> Bool

    package init(
        find: @escaping @Sendable (_ token: String, _ host: String, _ now: Instant) -> LiveSession?,
        isLive: @escaping @Sendable (LiveSession.ID, Instant) -> Bool
    ) {
        self.find = find
        self.isLive = isLive
    }
}

extension Sessions {
    /// The table that SignIn keeps.
    package init(_ table: SessionTable) {
        self.init(
            find: { token, host, now in Token(.app, text: token).flatMap { table.find($0.hash, host: host, at: now) } },
            isLive: { table.isAwake($0, at: $1) }
        )
    }
}
