import Foundation
import NIOCore
import NIOPosix

/// An app that takes its time: `/slow` never ends its download, an upload is answered at its last byte, WebSocket echoes.
final class Quay: Sendable {
    private let channel: any Channel

    static func open() async throws -> Quay {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(QuayHandler()) }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        return Quay(channel)
    }

    private init(_ channel: any Channel) { self.channel = channel }

    var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

    func close() async { try? await channel.close() }
}

private final class QuayHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var inbox = ""
    private var isTunnel = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isTunnel { return context.writeAndFlush(data, promise: nil) }
        inbox += String(buffer: Self.unwrapInboundIn(data))
        guard let end = inbox.range(of: "\r\n\r\n") else { return }
        let head = inbox[..<end.lowerBound].lowercased()
        let length = head.firstMatch(of: /content-length: ([0-9]+)/).flatMap { Int($0.output.1) } ?? 0
        guard inbox[end.upperBound...].utf8.count >= length else { return }
        inbox = ""
        if head.contains("upgrade: websocket") {
            isTunnel = true
            say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", context)
        } else if head.hasPrefix("get /slow") {
            say("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbegun", context)
        } else {
            say("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nkept", context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func say(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}
