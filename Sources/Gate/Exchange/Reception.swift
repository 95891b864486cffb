import City
import HTTPTypes
import Hummingbird
import NIOCore
import Policy

/// Leads one judged request to whoever answers it.
struct Reception {
    let client: any Client
    let arrival: Arrival

    func receive() {
        if let expect = arrival.head.first(.expect), !arrival.head.bytes.spells(Reception.expected, in: expect.value) {
            return client.refuse(.expectation, arrival: arrival)
        }
        switch arrival.admission(client.loop.tables) {
        case .refused(let refusal): client.refuse(refusal, arrival: arrival)
        case .permitted(let app, let session):
            client.begin(AppExchange(client, arrival: arrival, app: app, session: session))
        case .portal: portal()
        case .room(let room): answer(from: room)
        }
    }

    private static let expected = Array("100-continue".utf8)

    /// A head over the limit gets the page that explains it, or has its cookies cleared; the connection ends.
    func receiveCrowded() {
        switch arrival.admission(client.loop.tables) {
        case .room(.clearCookies): answer(from: .clearCookies, keeping: false)
        case .refused(let refusal): client.refuse(refusal)
        default: answer(from: .cookies(.tooMany), keeping: false)
        }
    }

    private func portal() {
        let limit = client.loop.settings.portalBody
        if case .length(let count) = arrival.head.framing, count > limit { return client.refuse(.bodyTooLarge) }
        let portal = client.loop.tables.rooms.portal
        let head = arrival.portalRequest
        let connection = arrival.connection
        client.begin(
            RoomExchange(client, head: arrival.head, keepsAlive: arrival.head.keepsAlive, bodyLimit: limit) { body in
                await portal(Request(head: head, body: body), connection)
            }
        )
    }

    private func answer(from room: Admission.Room, keeping: Bool = true) {
        let call = call(room)
        let keeps = keeping && arrival.head.keepsAlive && arrival.head.framing == .none
        client.begin(RoomExchange(client, head: arrival.head, keepsAlive: keeps) { _ in await call() })
    }

    private func call(_ room: Admission.Room) -> @Sendable () async -> Response {
        let tables = client.loop.tables
        let rooms = tables.rooms
        let app = tables.city.app(host: arrival.head.authority.host)
        let session = arrival.session(tables)
        let facts = arrival.facts(app, session)
        let cookies = arrival.cookies
        switch room {
        case .signIn(let address): return { await rooms.signIn(address, facts) }
        case .redeem(let use): return { await rooms.redeem(use, facts) }
        case .refuse(let decision): return { await rooms.refuse(decision, facts) }
        case .offNetwork(let app): return { await rooms.offNetwork(app, facts) }
        case .absent: return { await rooms.absent(facts) }
        case .preflight(let preflight): return { preflight.answer }
        case .cookies(let trouble): return { await rooms.cookies(trouble, facts) }
        case .clearCookies:
            return { ClearedCookies.ending(cookies, host: facts.host, in: await rooms.cookies(.cleared, facts)) }
        }
    }

    /// Answers what no longer may reach its app, as if it came now; nil if it would reach it.
    static func turnedAway(_ exchange: AppExchange, at now: LocalTime) -> (() -> Void)? {
        let client = exchange.client
        let before = exchange.arrival
        let arrival = Arrival(head: before.head, cookies: before.cookies, connection: before.connection, time: now)
        switch arrival.admission(client.loop.tables) {
        case .room(let room): return { Reception(client: client, arrival: arrival).answer(from: room) }
        case .refused(let refusal): return { client.refuse(refusal, arrival: arrival) }
        case .permitted, .portal: return nil
        }
    }

    /// The page around an app's own bare no.
    static func explained(_ exchange: AppExchange, _ refusal: AppRefusal) {
        let explain = exchange.client.loop.tables.rooms.explain
        answer(in: exchange) { facts in await explain(refusal, facts) }
    }

    /// The page of an app that could not be reached, in the place of its answer.
    static func failed(_ exchange: AppExchange, _ failure: UpstreamFailure) {
        let upstream = exchange.client.loop.tables.rooms.upstream
        answer(in: exchange) { facts in await upstream(failure, facts) }
    }

    /// A room's answer in the place of the app's.
    private static func answer(in exchange: AppExchange, by room: @escaping @Sendable (RequestFacts) async -> Response)
    {
        let facts = exchange.arrival.facts(exchange.app, exchange.live)
        let keeps = exchange.arrival.head.keepsAlive && exchange.hasWholeBody
        exchange.client.begin(
            RoomExchange(exchange.client, head: exchange.arrival.head, keepsAlive: keeps) { _ in await room(facts) }
        )
    }
}
