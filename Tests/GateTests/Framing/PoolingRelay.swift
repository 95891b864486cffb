import NIOCore
import NIOPosix

/// A relay that keeps its connections to an app and gives each request any idle one, NTLM or not: the fault that S-8 is for.
final class PoolingRelay: Sendable {
    private let channel: any Channel

    var port: Int { channel.localAddress?.port ?? 0 }

    init(to upstream: Int) async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let pool = try await loop.submit { NIOLoopBound(Pool(port: upstream, loop: loop), eventLoop: loop) }.get()
        channel = try await ServerBootstrap(group: loop)
            .childChannelInitializer { client in
                client.eventLoop.makeCompletedFuture {
                    try client.pipeline.syncOperations.addHandler(Asking(pool: pool.value))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    func close() async { try? await channel.close().get() }
}

/// The idle connections of the relay.
private final class Pool {
    let port: Int
    let loop: any EventLoop
    var idle: [Answering] = []

    init(port: Int, loop: any EventLoop) {
        self.port = port
        self.loop = loop
    }

    func take(_ ready: @escaping (Answering) -> Void) {
        while let link = idle.popLast() {
            if link.channel?.isActive == true { return ready(link) }
        }
        let link = Answering(pool: self)
        let bound = NIOLoopBound((link, ready), eventLoop: loop)
        ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(bound.value.0) }
            }
            .connect(host: "127.0.0.1", port: port)
            .whenSuccess { _ in bound.value.1(bound.value.0) }
    }
}

/// Cuts a message of stated length off some bytes.
private func cut(_ bytes: inout [UInt8]) -> ByteBuffer? {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: bytes[..<end.upperBound], as: UTF8.self).lowercased().split(separator: "\r\n")
    let length = head.first { $0.hasPrefix("content-length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
    guard bytes.count >= end.upperBound + length else { return nil }
    defer { bytes.removeFirst(end.upperBound + length) }
    return ByteBuffer(bytes: bytes[..<(end.upperBound + length)])
}

private final class Asking: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let pool: Pool
    private var bytes: [UInt8] = []

    init(pool: Pool) { self.pool = pool }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += Array(Self.unwrapInboundIn(data).readableBytesView)
        while let request = cut(&bytes) {
            let client = context.channel
            pool.take { link in
                link.client = client
                link.channel?.writeAndFlush(request, promise: nil)
            }
        }
    }
}

private final class Answering: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let pool: Pool
    private var bytes: [UInt8] = []
    var client: (any Channel)?
    var channel: (any Channel)?

    init(pool: Pool) { self.pool = pool }

    func handlerAdded(context: ChannelHandlerContext) { channel = context.channel }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += Array(Self.unwrapInboundIn(data).readableBytesView)
        guard let answer = cut(&bytes) else { return }
        client?.writeAndFlush(answer, promise: nil)
        client = nil
        pool.idle.append(self)
    }
}
