import NIOCore
import NIOHPACK
import NIOHTTP2
import Policy
import SignIn

/// One stream of HTTP/2: a client that asks once. Its body stands in the inbox as HTTP/1.1 would have framed it.
final class StreamLink: Client {
    let id: HTTP2StreamID
    let frames: FrameLink
    var inbox = ByteBuffer()
    private(set) var exchange: (any Exchange)?
    private var body = Body.none
    private var held = 0
    private var window = FrameLimits.streamWindow
    private var unsent = 0
    private var isFull = false
    private var trailers: AnswerList?
    private var hasRead = false
    private var hasBegun = false
    private var hasEnded = false
    private var isAnswered = false
    private var isClosed = false
    private var answeredAt = Instant(seconds: 0)

    /// What the client still has to send.
    private enum Body {
        case none
        case length(Int)
        case chunks
    }

    init(_ id: HTTP2StreamID, _ frames: FrameLink) {
        self.id = id
        self.frames = frames
    }

    var loop: GateLoop { frames.loop }
    var isShared: Bool { true }
    var framesContent: Bool { true }
    var isWritable: Bool { !isFull }

    /// Never: other streams share the connection.
    var pinned: UpstreamLink? {
        get { nil }
        set { newValue?.close() }
    }

    // MARK: the request

    func receive(_ headers: HPACKHeaders, isWhole: Bool) {
        hasRead = isWhole
        do throws(RequestRefusal) {
            let list = try HeaderList(headers.pairs, isWhole: isWhole)
            guard list.bytes.count <= ClientLink.crowded.head else { throw .headTooLarge }
            let head = try RequestHead(list.bytes, limits: list.isCrowded ? ClientLink.crowded : HeadLimits())
            try expect(head.framing, isWhole: isWhole)
            let reception = Reception(client: self, arrival: try frames.door.arrival(of: head, loop))
            if list.isCrowded { reception.receiveCrowded() } else { reception.receive() }
        } catch {
            refuse(error)
        }
    }

    private func expect(_ framing: BodyFraming, isWhole: Bool) throws(RequestRefusal) {
        switch framing {
        case .length(let count) where count > 0:
            guard !isWhole else { throw .framing }
            body = .length(count)
        case .chunked: body = .chunks
        default: body = isWhole ? .none : .length(0)
        }
    }

    func receive(_ bytes: ByteBuffer, isLast: Bool) {
        hasRead = isLast
        guard exchange != nil else { return }
        switch body {
        case .none: break
        case .length(let left):
            guard bytes.readableBytes <= left, !isLast || bytes.readableBytes == left else {
                return misframed(.framing)
            }
            body = .length(left - bytes.readableBytes)
            inbox.append(bytes)
        case .chunks:
            if bytes.readableBytes > 0 {
                inbox.append(ByteBuffer(string: String(bytes.readableBytes, radix: 16) + "\r\n"))
                inbox.append(bytes)
                inbox.append(ByteBuffer(staticString: "\r\n"))
            }
            if isLast { inbox.append(ByteBuffer(staticString: "0\r\n\r\n")) }
        }
        feed()
    }

    func receiveTrailers(_ headers: HPACKHeaders, isLast: Bool) {
        guard exchange != nil else { return }
        do throws(RequestRefusal) {
            guard isLast else { throw .trailers }
            hasRead = true
            let section = try HeaderList.section(headers.pairs)
            switch body {
            case .none: break
            case .length(let left): guard left == 0 else { throw .framing }
            case .chunks:
                inbox.append(ByteBuffer(staticString: "0\r\n"))
                inbox.append(ByteBuffer(bytes: section))
            }
            feed()
        } catch {
            misframed(error)
        }
    }

    /// The body breaks the protocol: what the app got of it is no whole request.
    private func misframed(_ refusal: RequestRefusal) {
        body = .none
        exchange?.clientEnded()
        exchange = nil
        inbox.clear()
        settle()
        if hasBegun { return reset(.protocolError) }
        refuse(refusal)
    }

    /// Hands the exchange what it can place; the rest keeps the client's window shut.
    private func feed() {
        if inbox.readableBytes > 0, let exchange, exchange.wantsBody { exchange.bodyArrived() }
        settle()
    }

    private func settle() {
        let change = inbox.readableBytes - held
        held = inbox.readableBytes
        frames.hold(change)
        replenish()
    }

    private func replenish() {
        guard !hasRead, !isClosed, !isAnswered else { return }
        let owed = FrameLimits.streamWindow - window - held
        guard owed >= FrameLimits.streamWindow / 2 else { return }
        window += owed
        frames.give(owed, to: id)
    }

    func windowChanged(_ size: Int) {
        window = size
        replenish()
    }

    func read() {
        feed()
        exchange?.bodySettled()
        frames.flush()
    }

    func settled() { exchange?.bodySettled() }

    // MARK: the answer

    func flush() { frames.flush() }

    func writeContinue() {
        guard canWrite, !hasBegun else { return }
        frames.write(.headers(.init(headers: AnswerList(status: 100).headers)), on: id)
        frames.flush()
    }

    func write(_ head: some OutgoingHead, isWhole: Bool) {
        guard canWrite else { return }
        hasBegun = true
        hasEnded = isWhole
        frames.write(.headers(.init(headers: head.list.headers, endStream: isWhole)), on: id)
    }

    func write(_ bytes: ByteBuffer) {
        guard canWrite, bytes.readableBytes > 0 else { return }
        unsent += bytes.readableBytes
        if unsent >= FrameLimits.highWater { isFull = true }
        frames.write(.data(.init(data: .byteBuffer(bytes))), on: id)
    }

    func writeTrailers(_ section: [UInt8]) throws(RequestRefusal) { trailers = try Trailers.list(section) }

    private var canWrite: Bool { !isClosed && !hasEnded }

    func begin(_ exchange: some Exchange & Startable) {
        guard !isClosed else { return exchange.clientEnded() }
        self.exchange = exchange
        exchange.start()
    }

    func finish(keepingAlive keeps: Bool) {
        guard exchange != nil else { return }
        exchange = nil
        isAnswered = true
        answeredAt = loop.now
        inbox.clear()
        settle()
        if canWrite {
            hasEnded = true
            if let trailers {
                frames.write(.headers(.init(headers: trailers.headers, endStream: true)), on: id)
            } else {
                frames.write(.data(.init(data: .byteBuffer(ByteBuffer()), endStream: true)), on: id)
            }
        }
        frames.flush()
    }

    func abort() { reset(.internalError) }

    func endTunnel() { reset(.cancel) }

    func demandOwnConnection() { reset(.http11Required) }

    private func reset(_ code: HTTP2ErrorCode) {
        guard !isClosed else { return }
        frames.write(.rstStream(code), on: id)
        frames.flush()
        closed()
    }

    /// Bytes have gone to the socket.
    func sent(_ bytes: Int) {
        unsent -= bytes
        if isAnswered { answeredAt = loop.now }
    }

    /// Tells the exchange that there is room again; lets go of a client that sends a body which nobody reads.
    func sentMore() {
        if isFull, unsent <= FrameLimits.lowWater {
            isFull = false
            exchange?.clientDrained()
        }
        if isAnswered, !isClosed, !hasRead, unsent == 0, !isBodyWhole { reset(.noError) }
    }

    private var isBodyWhole: Bool {
        if case .length(0) = body { true } else { false }
    }

    func tick(_ now: Instant) {
        if isAnswered {
            let limit = hasRead ? loop.settings.patience.client : 5
            if now.seconds - answeredAt.seconds > limit { reset(.noError) }
        }
        exchange?.tick(now)
    }

    /// The stream is over, whoever ended it.
    func closed() {
        guard !isClosed else { return }
        isClosed = true
        let exchange = exchange
        self.exchange = nil
        inbox.clear()
        settle()
        exchange?.clientEnded()
    }
}
