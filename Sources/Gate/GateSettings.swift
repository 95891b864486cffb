package import Policy

/// Times, in seconds, that the gate waits before it gives up (S-9).
package struct GatePatience: Sendable {
    /// For a complete head, from its first byte (or from the connection's begin).
    package var head: Int64 = 15
    /// For the next request on a kept connection.
    package var idle: Int64 = 75
    /// Between two pieces of a request's body.
    package var body: Int64 = 60
    /// For a client that takes no bytes of its answer.
    package var client: Int64 = 120
    /// Between two pieces of an answer, streams apart.
    package var answer: Int64 = 300

    package init() {}
}

/// What the gate is told at its start and that no reload changes.
package struct GateSettings: Sendable {
    /// The clock of sessions.
    package let now: @Sendable () -> Instant
    /// The hour that rules see, of an instant.
    package let localTime: @Sendable (Instant) -> LocalTime
    package var patience = GatePatience()
    /// Bytes of a request's body that the portal's pages may read.
    package var portalBody = 8 * 1024 * 1024
    /// Connections of one address, named proxies apart; twice as many and they are no longer taken at all. Agents of one
    /// building often share an address.
    package var peerConnections = 1024
    /// Event loops; nil: one for each core.
    package var threads: Int?
    /// Clients of one loop, and its connections to apps; nil: as the limit of open files allows.
    package var places: Int?

    package init(
        now: @escaping @Sendable () -> Instant,
        localTime: @escaping @Sendable (Instant) -> LocalTime
    ) {
        self.now = now
        self.localTime = localTime
    }
}
