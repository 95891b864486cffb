import NIOCore
import NIOHPACK
import NIOHTTP2
import Policy
import SignIn

/// One connection that speaks HTTP/2: leads frames to their streams, and gives windows back as bodies are taken.
///
/// NIO's own stream channels are not used: a stream here is one small object, and its windows follow its app.
final class FrameLink: ChannelInboundHandler, Guest {
    typealias InboundIn = HTTP2Frame
    typealias OutboundOut = HTTP2Frame

    let loop: GateLoop
    let door: Door
    private let sieve: FrameSieve
    private var context: ChannelHandlerContext?
    private var streams: [HTTP2StreamID: StreamLink] = [:]
    private var touched: [StreamLink] = []
    private var window = 65_535
    /// Bytes of bodies that no exchange took yet.
    private var held = 0
    private var isReading = false
    private var isSettling = false
    private var requests = 0
    private var last = HTTP2StreamID.rootStream
    private let since: Instant
    private var deadline: Instant
    private var farewell = Farewell.none

    /// How far the connection is on its way to an end.
    private enum Farewell {
        case none
        /// The client was asked to begin nothing new; what it began before it read that is still served.
        case announced(Instant)
        case said
        /// The protocol was broken: only the GOAWAY is still to be sent.
        case broken
    }

    init(loop: GateLoop, door: Door, sieve: FrameSieve) {
        self.loop = loop
        self.door = door
        self.sieve = sieve
        since = loop.now
        deadline = loop.now.adding(seconds: loop.settings.patience.head)
    }

    // MARK: frames in

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop.enter(self)
        give(FrameLimits.connectionWindow - window, to: .rootStream)
        flush()
        read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = Self.unwrapInboundIn(data)
        switch frame.payload {
        case .headers(let part): receive(part, frame.streamID)
        case .data(let part):
            guard case .byteBuffer(let bytes) = part.data, let stream = streams[frame.streamID] else { return }
            stream.receive(bytes, isLast: part.endStream)
            touch(stream)
        default: break
        }
    }

    private func receive(_ part: HTTP2Frame.FramePayload.Headers, _ id: HTTP2StreamID) {
        if let stream = streams[id] {
            stream.receiveTrailers(part.headers, isLast: part.endStream)
            return touch(stream)
        }
        guard id > last else { return }
        last = id
        requests += 1
        let stream = StreamLink(id, self)
        streams[id] = stream
        stream.receive(part.headers, isWhole: part.endStream)
        if door.isSurplus { sayEnd() }
        if requests >= FrameLimits.requests { announceEnd() }
    }

    private func touch(_ stream: StreamLink) {
        if !touched.contains(where: { $0 === stream }) { touched.append(stream) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let update = event as? NIOHTTP2WindowUpdatedEvent {
            guard let size = update.inboundWindowSize else { return }
            if update.streamID == .rootStream {
                window = size
                replenish()
            } else {
                streams[update.streamID]?.windowChanged(size)
            }
        } else if let closed = event as? StreamClosedEvent {
            remove(closed.streamID)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        let settled = touched
        touched.removeAll(keepingCapacity: true)
        settled.forEach { $0.settled() }
        replenish()
        flush()
        read()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) { read() }

    /// Control frames must always be read; but who takes nothing is not read either, so nothing piles up.
    private func read() {
        guard !isReading, let context, context.channel.isWritable else { return }
        isReading = true
        context.read()
    }

    private func remove(_ id: HTTP2StreamID) {
        guard let stream = streams.removeValue(forKey: id) else { return }
        stream.closed()
        deadline = loop.now.adding(seconds: loop.settings.patience.idle)
        if streams.isEmpty, case .said = farewell { closeWhenSent() }
    }

    // MARK: frames out

    func write(_ payload: HTTP2Frame.FramePayload, on id: HTTP2StreamID) {
        context?.write(Self.wrapOutboundOut(HTTP2Frame(streamID: id, payload: payload)), promise: nil)
    }

    func flush() { context?.flush() }

    /// Bytes of bodies in hand changed by so many.
    func hold(_ change: Int) { held += change }

    func give(_ bytes: Int, to id: HTTP2StreamID) {
        guard bytes > 0 else { return }
        write(.windowUpdate(windowSizeIncrement: bytes), on: id)
    }

    private func replenish() {
        let owed = FrameLimits.connectionWindow - window - held
        if owed >= FrameLimits.connectionWindow / 2 { give(owed, to: .rootStream) }
    }

    /// Streams whose bytes have left are told in a turn of their own: the library is in the midst of writing.
    private func settleSoon() {
        guard !isSettling, let context else { return }
        isSettling = true
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.execute {
            bound.value.isSettling = false
            Array(bound.value.streams.values).forEach { $0.sentMore() }
            bound.value.flush()
        }
    }

    // MARK: the end

    func tick(_ now: Instant) {
        for stream in Array(streams.values) { stream.tick(now) }
        switch farewell {
        case .none:
            if streams.isEmpty, now >= deadline { return sayEnd() }
            if now.seconds - since.seconds >= FrameLimits.age { announceEnd() }
        case .announced(let at): if now.seconds - at.seconds >= 2 { sayEnd() }
        case .said: if streams.isEmpty { context?.close(promise: nil) }
        case .broken: if now >= deadline || sieve.dropped > 1 << 20 { context?.close(promise: nil) }
        }
    }

    func judgeAnew(_ agents: Set<String>?, at now: LocalTime) -> [Closing] {
        Array(streams.values).compactMap { stream in
            guard let exchange = stream.exchange, let closing = exchange.closing(of: agents, at: now) else {
                return nil
            }
            if !exchange.turnAway(at: now) { stream.abort() }
            return closing
        }
    }

    func closeIfIdle() { sayEnd() }

    /// First of two GOAWAYs: requests on their way here are still taken (RFC 9113 §6.8).
    private func announceEnd() {
        guard case .none = farewell else { return }
        farewell = .announced(loop.now)
        write(.goAway(lastStreamID: .maxID, errorCode: .noError, opaqueData: nil), on: .rootStream)
        flush()
    }

    private func sayEnd() {
        if case .said = farewell { return }
        if case .broken = farewell { return }
        farewell = .said
        write(.goAway(lastStreamID: last, errorCode: .noError, opaqueData: nil), on: .rootStream)
        flush()
        if streams.isEmpty { closeWhenSent() }
    }

    /// In a turn of its own: the library may be in the midst of writing the last answer.
    private func closeWhenSent() {
        guard let context else { return }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.execute {
            bound.value.flush()
            bound.value.context?.close(promise: nil)
        }
    }

    /// The library ended the connection for a fault: its GOAWAY is sent, what still comes is thrown away.
    private func breakOff() {
        guard let context else { return }
        sieve.deafen()
        let open = Array(streams.values)
        streams = [:]
        open.forEach { $0.closed() }
        deadline = loop.now.adding(seconds: 2)
        context.flush()
        context.close(mode: .output, promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case .broken = farewell { return breakOff() }
        if error is any NIOHTTP2Error { return }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
        self.context = nil
    }

    private func end() {
        loop.leave(self)
        let open = Array(streams.values)
        streams = [:]
        open.forEach { $0.closed() }
    }
}

extension FrameLink: NIOHTTP2FrameDelegate {
    func wroteFrame(_ frame: HTTP2Frame) {
        switch frame.payload {
        case .data(let part):
            streams[frame.streamID]?.sent(part.data.readableBytes)
            settleSoon()
        case .headers(let part) where part.endStream: settleSoon()
        case .goAway(_, let code, _) where code != .noError:
            farewell = .broken
            loop.countBroken()
        default: break
        }
    }
}
