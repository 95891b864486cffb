import City
import NIOCore
import Policy
import SignIn

/// One client's connection: reads heads, has each judged, hands the request to its exchange, in order (RFC 9112 §9.3).
final class ClientLink: SocketOwner, Client, Guest {
    enum Phase {
        /// Between requests, or within a head.
        case waiting
        case exchange(any Exchange)
        /// The last answer is sent; what still comes is thrown away, so that the answer is not lost to a reset.
        case lingering
        case ended
    }

    /// Bytes of a head that is read for its cookies' names only (S-7).
    static let crowded: HeadLimits = {
        var limits = HeadLimits()
        limits.head = 256 * 1024
        limits.fields = 256
        return limits
    }()

    let socket: Socket
    let loop: GateLoop
    let door: Door
    var inbox = ByteBuffer()
    var pinned: UpstreamLink?
    private(set) var phase = Phase.waiting
    private var scanner = HeadScanner()
    private var isCrowded = false
    private var deadline: Instant
    private var lingered = 0

    init(socket: Socket, loop: GateLoop, door: Door) {
        self.socket = socket
        self.loop = loop
        self.door = door
        deadline = loop.now.adding(seconds: loop.settings.patience.head)
        loop.enter(self)
    }

    var exchange: (any Exchange)? {
        if case .exchange(let exchange) = phase { exchange } else { nil }
    }

    /// Between requests it reads ahead a little; within one only what its exchange can place.
    var wantsBytes: Bool {
        switch phase {
        case .waiting, .lingering: true
        case .exchange(let exchange): inbox.readableBytes == 0 || exchange.wantsBody && inbox.readableBytes < 65_536
        case .ended: false
        }
    }

    func received(_ bytes: ByteBuffer) {
        switch phase {
        case .waiting:
            if inbox.readableBytes == 0 { setDeadline(loop.settings.patience.head) }
            inbox.append(bytes)
            readHead()
        case .exchange(let exchange):
            inbox.append(bytes)
            exchange.bodyArrived()
        case .lingering:
            lingered += bytes.readableBytes
            if lingered > 1 << 20 { socket.close() }
        case .ended: break
        }
    }

    func settled() { exchange?.bodySettled() }

    func drained() { exchange?.clientDrained() }

    func ended(_ end: SocketEnd) {
        let exchange = exchange
        phase = .ended
        loop.leave(self)
        pinned?.close()
        pinned = nil
        exchange?.clientEnded()
    }

    func abort() { socket.close() }

    func judgeAnew(_ agents: Set<String>?, at now: LocalTime) -> [Closing] {
        guard let exchange, let closing = exchange.closing(of: agents, at: now) else { return [] }
        if !exchange.turnAway(at: now) { abort() }
        return [closing]
    }

    func closeIfIdle() {
        if case .waiting = phase, inbox.readableBytes == 0 { socket.close() }
    }

    func tick(_ now: Instant) {
        switch phase {
        case .waiting where now >= deadline:
            if inbox.readableBytes == 0 { return socket.close() }
            refuse(.tooSlow)
        case .lingering where now >= deadline: socket.close()
        case .exchange(let exchange):
            exchange.tick(now)
        default: break
        }
    }

    func finish(keepingAlive keeps: Bool) {
        guard case .exchange = phase else { return }
        guard keeps, !loop.isClosing else { return linger() }
        phase = .waiting
        scanner = HeadScanner()
        setDeadline(loop.settings.patience.idle)
        socket.flush()
        readHead()
        socket.read()
    }

    func begin(_ exchange: some Exchange & Startable) {
        if case .ended = phase { return }
        phase = .exchange(exchange)
        exchange.start()
    }

    private func setDeadline(_ seconds: Int64) { deadline = loop.now.adding(seconds: seconds) }

    private func linger() {
        phase = .lingering
        setDeadline(2)
        inbox.clear()
        socket.endWriting()
        socket.read()
    }
}

extension ClientLink {
    var isShared: Bool { false }
    var framesContent: Bool { false }
    var isWritable: Bool { socket.isWritable }

    func read() { socket.read() }

    func flush() { socket.flush() }

    func writeContinue() {
        socket.write(ByteBuffer(staticString: "HTTP/1.1 100 Continue\r\n\r\n"))
        socket.flush()
    }

    func write(_ head: some OutgoingHead, isWhole: Bool) {
        var buffer = socket.buffer(capacity: 2048)
        head.write(into: &buffer)
        socket.write(buffer)
    }

    func write(_ bytes: ByteBuffer) { socket.write(bytes) }

    func writeTrailers(_ section: [UInt8]) throws(RequestRefusal) { socket.write(try Trailers.passing(section)) }

    func endTunnel() { socket.closeWhenSent() }

    func demandOwnConnection() { abort() }
}

extension ClientLink {
    /// Looks for a complete head among the bytes, and acts on it.
    private func readHead() {
        guard inbox.readableBytes > 0 else { return }
        do throws(RequestRefusal) {
            guard case .complete(let length) = try scanHead() else { return }
            let bytes = inbox.readBytes(length: length) ?? []
            let head = try RequestHead(bytes, limits: isCrowded ? ClientLink.crowded : HeadLimits())
            receive(try door.arrival(of: head, loop))
        } catch {
            refuse(error)
        }
    }

    /// A head over the limit is read on for its cookies' names; nothing of it is ever sent on.
    private func scanHead() throws(RequestRefusal) -> HeadScanner.Outcome {
        do throws(RequestRefusal) {
            return try scanner.scan(inbox)
        } catch {
            guard error == .headTooLarge, !isCrowded else { throw error }
            isCrowded = true
            scanner = HeadScanner(limits: ClientLink.crowded)
            return try scanner.scan(inbox)
        }
    }

    private func receive(_ arrival: Arrival) {
        let reception = Reception(client: self, arrival: arrival)
        if isCrowded { reception.receiveCrowded() } else { reception.receive() }
    }
}
