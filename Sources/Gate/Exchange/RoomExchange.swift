import HTTPTypes
import Hummingbird
import NIOCore
import Policy
import SignIn
import Web

/// A request that a room answers: a page of ours, made by asynchronous code, written with back-pressure.
final class RoomExchange: Exchange, Startable {
    let client: any Client
    private let head: RequestHead?
    private let answer: @Sendable (RequestBody) async -> Response
    private var keepsAlive: Bool
    private var body: BodyReader
    private let bodyLimit: Int
    private var bodyRead = 0
    private var framing = ClientFraming()
    private var isEmpty = false
    private var isBegun = false
    private var isOver = false
    private var bodyWaiter: EventLoopPromise<ByteBuffer?>?
    private var drainWaiter: EventLoopPromise<Void>?
    private var movedAt: Instant

    /// `bodyLimit` is in bytes; zero where the room reads no body.
    init(
        _ client: any Client,
        head: RequestHead?,
        keepsAlive: Bool,
        bodyLimit: Int = 0,
        answer: @escaping @Sendable (RequestBody) async -> Response
    ) {
        self.client = client
        self.head = head
        self.keepsAlive = keepsAlive
        self.bodyLimit = bodyLimit
        self.answer = answer
        body = BodyReader(bodyLimit > 0 ? head?.framing ?? .none : .none)
        movedAt = client.loop.now
    }

    var agent: String? { nil }

    func closing(at now: LocalTime) -> Closing? { nil }

    func turnAway(at now: LocalTime) -> Bool { false }

    var wantsBody: Bool { bodyWaiter != nil }

    func start() {
        let eventLoop = client.loop.eventLoop
        let desk = RoomDesk(exchange: NIOLoopBound(self, eventLoop: eventLoop), eventLoop: eventLoop)
        let request =
            body.isComplete ? RequestBody(buffer: ByteBuffer()) : RequestBody(asyncSequence: RoomBody(desk: desk))
        let answer = answer
        let loop = client.loop
        loop.rooms += 1
        eventLoop.makeFutureWithTask {
            let response = await answer(request)
            try await desk.begin(response)
            try await response.body.write(RoomWriter(desk: desk))
        }
        .assumeIsolated()
        .whenComplete { [self] result in
            loop.rooms -= 1
            if case .failure = result { breakOff() }
        }
    }

    // MARK: the request's body

    /// The next piece of the request's body, when the room asks for it; nil at its end.
    func nextBody() -> EventLoopFuture<ByteBuffer?> {
        let promise = client.loop.eventLoop.makePromise(of: ByteBuffer?.self)
        bodyWaiter?.succeed(nil)
        bodyWaiter = promise
        movedAt = client.loop.now
        if bodyRead == 0, client.inbox.readableBytes == 0 { askForBody() }
        bodyArrived()
        client.read()
        return promise.futureResult
    }

    /// The client waits for leave to send (RFC 9110 §10.1.1).
    private func askForBody() {
        guard head?.version == .http11, head?.first(.expect) != nil, !isBegun else { return }
        client.writeContinue()
    }

    func bodyArrived() {
        guard let waiter = bodyWaiter else { return }
        do throws(RequestRefusal) {
            if let piece = try body.takeContent(&client.inbox) {
                bodyRead += piece.readableBytes
                guard bodyRead <= bodyLimit else { throw .bodyTooLarge }
                bodyWaiter = nil
                waiter.succeed(piece)
            } else if body.isComplete {
                bodyWaiter = nil
                waiter.succeed(nil)
            }
        } catch {
            refuse(error)
        }
    }

    func bodySettled() {}

    private func refuse(_ refusal: RequestRefusal) {
        bodyWaiter?.fail(refusal)
        bodyWaiter = nil
        guard !isBegun, !isOver else { return breakOff() }
        isOver = true
        client.refuse(refusal)
    }

    // MARK: the answer

    /// Writes the head of the room's answer.
    func begin(_ response: Response) throws {
        guard !isOver else { throw ChannelError.eof }
        isBegun = true
        let status = response.status.code
        isEmpty = head?.isMethod("HEAD") == true || status == 204 || status == 304
        let isOpenEnded = !isEmpty && response.headers[.contentLength] == nil
        let changesProtocol = response.status == .switchingProtocols
        framing.chunks = isOpenEnded && !changesProtocol && head?.version != .http10 && !client.framesContent
        framing.closes =
            !keepsAlive || !body.isComplete || isOpenEnded && !framing.chunks || changesProtocol
            || client.loop.isClosing
        var dated = response
        dated.headers[.date] = HTTPDate.text(client.loop.now)
        client.write(RoomHead(dated, framing: framing), isWhole: isEmpty)
    }

    /// Writes a piece; the future completes when the next one may come.
    func write(_ bytes: ByteBuffer) -> EventLoopFuture<Void> {
        let eventLoop = client.loop.eventLoop
        guard !isOver else { return eventLoop.makeFailedFuture(ChannelError.eof) }
        movedAt = client.loop.now
        guard !isEmpty, bytes.readableBytes > 0 else { return eventLoop.makeSucceededVoidFuture() }
        if framing.chunks {
            client.write(ByteBuffer(string: String(bytes.readableBytes, radix: 16) + "\r\n"))
        }
        client.write(bytes)
        if framing.chunks { client.write(ByteBuffer(staticString: "\r\n")) }
        guard !client.isWritable else { return eventLoop.makeSucceededVoidFuture() }
        client.flush()
        let promise = eventLoop.makePromise(of: Void.self)
        drainWaiter?.succeed()
        drainWaiter = promise
        return promise.futureResult
    }

    func end() {
        guard !isOver else { return }
        isOver = true
        if framing.chunks, !isEmpty { client.write(ByteBuffer(staticString: "0\r\n\r\n")) }
        client.flush()
        bodyWaiter?.succeed(nil)
        bodyWaiter = nil
        client.finish(keepingAlive: !framing.closes && body.isComplete)
    }

    private func breakOff() {
        guard !isOver else { return }
        clientEnded()
        client.abort()
    }

    func clientDrained() {
        movedAt = client.loop.now
        drainWaiter?.succeed()
        drainWaiter = nil
    }

    func clientEnded() {
        isOver = true
        drainWaiter?.fail(ChannelError.eof)
        bodyWaiter?.fail(ChannelError.eof)
        drainWaiter = nil
        bodyWaiter = nil
    }

    func tick(_ now: Instant) {
        let still = now.seconds - movedAt.seconds
        if bodyWaiter != nil, still > client.loop.settings.patience.body { refuse(.tooSlow) }
        if drainWaiter != nil, still > client.loop.settings.patience.client { breakOff() }
    }
}
