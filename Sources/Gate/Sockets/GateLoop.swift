import NIOCore
import Policy
import SignIn

/// What one event loop holds: its clients, its connections to apps, the snapshot that it judges by. Never shared.
final class GateLoop {
    let eventLoop: any EventLoop
    let pool: UpstreamPool
    let settings: GateSettings
    private(set) var tables: GateTables
    private(set) var isClosing = false
    private var clients: [ObjectIdentifier: ClientLink] = [:]

    init(eventLoop: any EventLoop, pool: UpstreamPool, settings: GateSettings, tables: GateTables) {
        self.eventLoop = eventLoop
        self.pool = pool
        self.settings = settings
        self.tables = tables
    }

    var now: Instant { settings.now() }

    func publish(_ tables: GateTables) { self.tables = tables }

    func enter(_ client: ClientLink) { clients[ObjectIdentifier(client)] = client }

    func leave(_ client: ClientLink) { clients[ObjectIdentifier(client)] = nil }

    /// How many clients are connected.
    var count: Int { clients.count }

    /// Looks after deadlines and sessions.
    func tick() {
        let now = now
        for client in Array(clients.values) { client.tick(now) }
        pool.sweep(now)
    }

    /// Ends every exchange of a session at once; returns how many there were.
    func end(_ session: LiveSession.ID) -> Int {
        let ended = clients.values.filter { $0.exchange?.session == session }
        ended.forEach { $0.abort() }
        return ended.count
    }

    /// Takes no more requests: idle clients are closed, others after their answer.
    func close() {
        isClosing = true
        pool.closeAll()
        for client in Array(clients.values) { client.closeIfIdle() }
    }
}
