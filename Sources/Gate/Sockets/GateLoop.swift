import City
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
    /// Connections that were ended because they broke or strained HTTP/2 (S-4).
    private(set) var broken = 0
    /// Answers of rooms that are being made: the loop must outlive them.
    var rooms = 0
    private var guests: [ObjectIdentifier: any Guest] = [:]
    private var time: (asked: Instant, answer: LocalTime)?
    private var identities = IdentityBook()

    init(eventLoop: any EventLoop, pool: UpstreamPool, settings: GateSettings, tables: GateTables) {
        self.eventLoop = eventLoop
        self.pool = pool
        self.settings = settings
        self.tables = tables
    }

    /// A connection was ended for breaking or straining HTTP/2.
    func countBroken() { broken += 1 }

    var now: Instant { settings.now() }

    /// The hour that rules see at this moment; asked once a second.
    func localTime() -> LocalTime {
        let now = now
        if let time, time.asked == now { return time.answer }
        let answer = settings.localTime(now)
        time = (now, answer)
        return answer
    }

    /// The fields that tell an app who asks.
    func identity(of session: LiveSession, for app: App) -> ByteBuffer {
        identities.fields(
            of: session,
            for: app,
            rule: tables.city.ruleset.rules[app.key],
            at: now,
            assertion: tables.rooms.assertion
        )
    }

    func publish(_ tables: GateTables) {
        self.tables = tables
        time = nil
        identities = IdentityBook()
        // What rests was opened under the certificates of before.
        pool.closeAll()
    }

    func enter(_ guest: some Guest) { guests[ObjectIdentifier(guest)] = guest }

    func leave(_ guest: some Guest) { guests[ObjectIdentifier(guest)] = nil }

    /// Whether one more client may come; where not, those who rest between requests or never began one are let go.
    func hasPlace() -> Bool {
        guard let places = settings.places, guests.count >= places else { return true }
        for guest in Array(guests.values) { guest.closeIfIdle() }
        return false
    }

    /// How many clients are connected.
    var count: Int { guests.count }

    /// Looks after what is open, and after deadlines.
    func tick() {
        judgeAnew(nil)
        let now = now
        for guest in Array(guests.values) { guest.tick(now) }
        pool.sweep(now)
    }

    /// Judges every open exchange of these people anew, of everybody for nil, and breaks off what may not go on; the rooms
    /// learn what that was.
    func judgeAnew(_ agents: Set<String>?) {
        let hour = localTime()
        let closed = Array(guests.values).flatMap { $0.judgeAnew(agents, at: hour) }
        if !closed.isEmpty { tables.rooms.closed(closed) }
    }

    /// Takes no more requests: idle clients are closed, others after their answer.
    func close() {
        isClosing = true
        pool.closeAll()
        for guest in Array(guests.values) { guest.closeIfIdle() }
    }
}
