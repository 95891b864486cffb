import NIOCore
import NIOSSL

/// How a socket ended.
enum SocketEnd {
    /// The peer closed in order.
    case closed
    /// It broke: reset, a TLS fault, or a TLS stream cut without its end being said.
    case broken
    /// TLS could not be agreed on: the peer did not prove itself, or did not accept us, before it said anything.
    case untrusted
}

/// Who is told what happens to a socket, always on its event loop.
protocol SocketOwner: AnyObject {
    /// Whether more bytes may be read now: back-pressure is the owner's to say.
    var wantsBytes: Bool { get }
    func received(_ bytes: ByteBuffer)
    /// What the socket had is all delivered: now is the time to flush.
    func settled()
    /// The socket takes bytes again.
    func drained()
    /// Once, last.
    func ended(_ end: SocketEnd)
}

/// One connection's end in the channel pipeline: the only place that knows NIO's handlers.
///
/// The channel reads only when asked (`autoRead` is off).
final class Socket: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var context: ChannelHandlerContext?
    private var channel: (any NIOCore.Channel)?
    private var owner: (any SocketOwner)?
    private var isReading = false
    private var isHeard = false
    private var end = SocketEnd.closed

    /// Names the owner; before the channel becomes active.
    func belong(to owner: any SocketOwner) { self.owner = owner }

    /// False while so much is unsent that the sender must wait.
    var isWritable: Bool { channel?.isWritable ?? false }

    /// Reads on if the owner wants bytes and no read is under way.
    func read() {
        guard !isReading, let context, owner?.wantsBytes == true else { return }
        isReading = true
        context.read()
    }

    /// A buffer to write into.
    func buffer(capacity: Int) -> ByteBuffer {
        ByteBufferAllocator().buffer(capacity: capacity)
    }

    func write(_ bytes: ByteBuffer) {
        guard bytes.readableBytes > 0 else { return }
        context?.write(Self.wrapOutboundOut(bytes), promise: nil)
    }

    func flush() { context?.flush() }

    /// Closes at once; what is unsent is lost.
    func close() { context?.close(promise: nil) }

    /// Flushes, then closes.
    func closeWhenSent() {
        guard let context else { return }
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer())).whenComplete { _ in bound.value.close(promise: nil) }
    }

    /// Flushes and says that no more will come, while bytes may still be read.
    func endWriting() {
        guard let context else { return }
        context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer()), promise: nil)
        context.close(mode: .output, promise: nil)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        channel = context.channel
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish()
        self.context = nil
        channel = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        read()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isHeard = true
        owner?.received(Self.unwrapInboundIn(data))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        owner?.settled()
        read()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { owner?.drained() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end = !isHeard && Socket.isOfTrust(error) ? .untrusted : .broken
        context.close(promise: nil)
    }

    private func finish() {
        guard let owner else { return }
        self.owner = nil
        owner.ended(end)
    }

    private static func isOfTrust(_ error: any Error) -> Bool {
        if case .uncleanShutdown? = error as? NIOSSLError { return false }
        return error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError
    }
}
