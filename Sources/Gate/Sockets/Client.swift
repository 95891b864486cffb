import City
import NIOCore
import Policy
import SignIn

/// Whoever asked: a connection that speaks HTTP/1.1, between two heads, or one stream of HTTP/2.
protocol Client: AnyObject {
    var loop: GateLoop { get }
    /// What came of the request's body, framed as its head says, and no exchange took yet.
    var inbox: ByteBuffer { get set }
    /// A connection to an app that this client signed in itself (S-8); nobody else's ever.
    var pinned: UpstreamLink? { get set }
    /// Whether streams of others run over the same connection: nobody may then sign in the connection itself.
    var isShared: Bool { get }
    /// Whether contents travel in frames, so that chunks are taken off.
    var framesContent: Bool { get }
    /// False while so much is unsent that the sender must wait.
    var isWritable: Bool { get }

    /// The exchange may want more of the request's body.
    func read()
    func flush()
    /// Leave to send the body (RFC 9110 §10.1.1).
    func writeContinue()
    /// The head of the answer; `isWhole` where no content follows.
    func write(_ head: some OutgoingHead, isWhole: Bool)
    /// Content of the answer, framed already where the client needs it.
    func write(_ bytes: ByteBuffer)
    /// The trailer section of an upstream, its last CRLF included; what may not pass is cut.
    func writeTrailers(_ section: [UInt8]) throws(RequestRefusal)

    /// Replaces what is under way by another exchange, and starts it.
    func begin(_ exchange: some Exchange & Startable)
    /// The exchange is over and its answer wholly written.
    func finish(keepingAlive keeps: Bool)
    /// Breaks off: what was sent so far must not pass for a whole answer.
    func abort()
    /// Sends what is written, then ends a tunnel.
    func endTunnel()
    /// The request needs a connection of its own: asked of a client whose connection is shared (RFC 9113 §11.5).
    func demandOwnConnection()
}

/// A head on its way to a client, in either spelling.
protocol OutgoingHead {
    /// As HTTP/1.1 writes it.
    func write(into buffer: inout ByteBuffer)
    /// As HTTP/2 lists it.
    var list: AnswerList { get }
}

/// What begins once it stands in its client's place.
protocol Startable {
    func start()
}

extension Client {
    /// The request cannot be taken; nothing after it on a connection of HTTP/1.1 is read as a request.
    func refuse(_ refusal: RequestRefusal, arrival: Arrival? = nil) {
        let facts = arrival.map { $0.facts(listedApp(of: $0), nil) }
        let refused = loop.tables.rooms.refusal
        let keeps = arrival.map { refusal.keepsConnection && $0.head.keepsAlive && $0.head.framing == .none } ?? false
        begin(RoomExchange(self, head: arrival?.head, keepsAlive: keeps) { _ in await refused(refusal, facts) })
    }

    /// The app that the refusal's page may name: never one that strangers must not know of.
    private func listedApp(of arrival: Arrival) -> App? {
        loop.tables.city.app(host: arrival.head.authority.host).flatMap { $0.unlisted ? nil : $0 }
    }
}

/// One connection of a client, as its loop looks after it.
protocol Guest: AnyObject {
    func tick(_ now: Instant)
    /// Judges every exchange of these people anew, of everybody for nil; returns what was broken off.
    func judgeAnew(_ agents: Set<String>?, at now: LocalTime) -> [Closing]
    /// The gate takes no more requests: ends now, or after the answers under way.
    func closeIfIdle()
}
