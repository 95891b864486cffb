import NIOCore
import NIOWebSocket

/// The WebSocket of the echo app: each message comes back as it was, a ping gets its pong.
final class EchoFrames: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        switch frame.opcode {
        case .text, .binary, .continuation:
            send(frame.opcode, frame.unmaskedData, fin: frame.fin, context: context)
        case .ping:
            send(.pong, frame.unmaskedData, fin: true, context: context)
        case .connectionClose:
            send(.connectionClose, frame.unmaskedData, fin: true, context: context)
            context.close(promise: nil)
        default:
            break
        }
    }

    private func send(_ opcode: WebSocketOpcode, _ data: ByteBuffer, fin: Bool, context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(WebSocketFrame(fin: fin, opcode: opcode, data: data)), promise: nil)
    }
}
