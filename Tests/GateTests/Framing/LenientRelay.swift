import NIOCore
import NIOPosix
import Synchronization

/// A door as careless ones are: it writes the identity behind the first line and passes all other bytes on blindly.
final class LenientRelay: Sendable {
    private let channel: any Channel

    var port: Int { channel.localAddress?.port ?? 0 }

    init(to upstream: Int) async throws {
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { client in
                ClientBootstrap(group: client.eventLoop)
                    .channelInitializer { server in
                        server.eventLoop.makeCompletedFuture {
                            try server.pipeline.syncOperations.addHandler(Passing(to: client))
                        }
                    }
                    .connect(host: "127.0.0.1", port: upstream)
                    .flatMap { server in
                        client.eventLoop.makeCompletedFuture {
                            try client.pipeline.syncOperations.addHandler(
                                Passing(to: server, adds: Array(Self.identity.utf8))
                            )
                        }.flatMap { client.setOption(.autoRead, value: true) }
                    }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    func close() async { try? await channel.close().get() }

    private static let identity = [
        "Remote-User: 0412345", "X-Nomade-Assertion: signed", "X-Forwarded-Proto: https",
    ].map { "\($0)\r\n" }.joined()
}

/// Passes bytes from one channel to another.
private final class Passing: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let other: any Channel
    private var adds: [UInt8]

    init(to other: any Channel, adds: [UInt8] = []) {
        self.other = other
        self.adds = adds
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = Self.unwrapInboundIn(data)
        if !adds.isEmpty, let end = bytes.readableBytesView.firstIndex(of: 0x0A) {
            var line = bytes.readSlice(length: end + 1 - bytes.readerIndex) ?? ByteBuffer()
            line.writeBytes(adds)
            adds = []
            other.writeAndFlush(line, promise: nil)
        }
        other.writeAndFlush(bytes, promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
