import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A raw TLS connection to a gate, which knows when it was ended.
final class Line: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private struct State {
        var text = ""
        var endedAt: ContinuousClock.Instant?
        var channel: (any Channel)?
    }

    private let state = Mutex(State())

    static func open(port: Int, host: String, trusting authority: String, speaking protocols: [String] = [])
        async throws -> Line
    {
        let line = Line()
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.applicationProtocols = protocols
        tls.trustRoots = .file(authority)
        let context = try NIOSSLContext(configuration: tls)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = try NIOSSLClientHandler(context: context, serverHostname: host)
                    try channel.pipeline.syncOperations.addHandlers(handler, line)
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .get()
        line.state.withLock { $0.channel = channel }
        return line
    }

    var text: String { state.withLock { $0.text } }

    /// When the gate ended it.
    var endedAt: ContinuousClock.Instant? { state.withLock { $0.endedAt } }

    func send(_ text: String) async throws {
        try await state.withLock { $0.channel }?.writeAndFlush(ByteBuffer(string: text))
    }

    /// Waits for words, or for the end; false after ten seconds.
    func wait(for words: String) async throws -> Bool {
        for _ in 0..<1_000 {
            if text.contains(words) { return true }
            if endedAt != nil { return false }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    func waitForEnd() async throws {
        for _ in 0..<1_000 where endedAt == nil { try await Task.sleep(for: .milliseconds(10)) }
    }

    func close() async { try? await state.withLock { $0.channel }?.close().get() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let piece = String(buffer: Self.unwrapInboundIn(data))
        state.withLock { $0.text += piece }
    }

    func channelInactive(context: ChannelHandlerContext) {
        state.withLock { $0.endedAt = $0.endedAt ?? .now }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
