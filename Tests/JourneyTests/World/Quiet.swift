import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A server on loopback that does with every connection what a story says, and keeps what it was told.
struct Quiet {
    let port: Int
    private let told: Told

    private final class Told: Sendable {
        let bytes = Mutex<[UInt8]>([])
        let connections = Mutex(0)
    }

    /// Answers each piece that arrives by `answer`; nil says nothing.
    static func live(
        _ answer: @escaping @Sendable ([UInt8]) -> [UInt8]? = { _ in nil },
        greeting: @escaping @Sendable () -> [UInt8]? = { nil },
        _ story: (Quiet) async throws -> Void
    ) async throws {
        let told = Told()
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    told.connections.withLock { $0 += 1 }
                    let handler = Reader(told: told, answer: answer, greeting: greeting)
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do { try await story(Quiet(port: server.localAddress?.port ?? 0, told: told)) } catch {
            try await server.close().get()
            throw error
        }
        try await server.close().get()
    }

    /// What it was told, on all connections.
    var bytes: [UInt8] { told.bytes.withLock { $0 } }
    /// How many came.
    var connections: Int { told.connections.withLock { $0 } }

    private final class Reader: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let told: Told
        private let answer: @Sendable ([UInt8]) -> [UInt8]?
        private let greeting: @Sendable () -> [UInt8]?

        init(
            told: Told,
            answer: @escaping @Sendable ([UInt8]) -> [UInt8]?,
            greeting: @escaping @Sendable () -> [UInt8]?
        ) {
            (self.told, self.answer, self.greeting) = (told, answer, greeting)
        }

        func channelActive(context: ChannelHandlerContext) {
            guard let greeting = greeting() else { return }
            context.writeAndFlush(NIOAny(ByteBuffer(bytes: greeting)), promise: nil)
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(unwrapInboundIn(data).readableBytesView)
            told.bytes.withLock { $0 += bytes }
            guard let words = answer(bytes) else { return }
            context.writeAndFlush(NIOAny(ByteBuffer(bytes: words)), promise: nil)
        }
    }
}
