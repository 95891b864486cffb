import NIOCore
import NIOTLS
import Policy
import SignIn

/// Waits until TLS is agreed on, then gives the channel to whoever speaks the protocol agreed on (RFC 7301).
final class Greeting: ChannelInboundHandler, RemovableChannelHandler, Guest {
    typealias InboundIn = ByteBuffer

    private let loop: GateLoop
    private let door: Door
    private let deadline: Instant
    private var context: ChannelHandlerContext?

    init(loop: GateLoop, door: Door) {
        self.loop = loop
        self.door = door
        deadline = loop.now.adding(seconds: loop.settings.patience.head)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop.enter(self)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        loop.leave(self)
    }

    func channelActive(context: ChannelHandlerContext) {
        context.read()
        context.fireChannelActive()
    }

    func channelReadComplete(context: ChannelHandlerContext) { context.read() }

    func channelInactive(context: ChannelHandlerContext) {
        loop.leave(self)
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .handshakeCompleted(let agreed)? = event as? TLSUserEvent else {
            return context.fireUserInboundEventTriggered(event)
        }
        do {
            try hand(on: context, to: agreed)
        } catch {
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func hand(on context: ChannelHandlerContext, to agreed: String?) throws {
        let pipeline = context.pipeline.syncOperations
        if agreed == "h2" {
            let sieve = FrameSieve()
            let link = FrameLink(loop: loop, door: door, sieve: sieve)
            try pipeline.addHandlers([sieve, FrameLimits.handler(link), link])
        } else {
            let socket = Socket()
            socket.belong(to: ClientLink(socket: socket, loop: loop, door: door))
            try pipeline.addHandler(socket)
            socket.read()
        }
        pipeline.removeHandler(context: context, promise: nil)
    }

    func tick(_ now: Instant) {
        if now >= deadline { context?.close(promise: nil) }
    }

    func judgeAnew(_ agents: Set<String>?, at now: LocalTime) -> [Closing] { [] }

    func closeIfIdle() { context?.close(promise: nil) }
}
