import NIOCore
import NIOPosix
import NIOSSL

/// The demo's mail server, over TLS by the town's own authority: what it takes is shown where the demo's phone is.
package struct PostBox: Sendable {
    /// Where Nomade hands mail in.
    package let port: Int
    private let channel: any Channel

    /// Starts listening on loopback; throws NIO's error when that fails.
    static func start(_ phone: Phone, authority: Authority, on group: MultiThreadedEventLoopGroup) async throws
        -> PostBox
    {
        let chain = try NIOSSLCertificate.fromPEMFile(authority.chain).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: authority.key, format: .pem)
        let context = try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        )
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        NIOSSLServerHandler(context: context),
                        PostConnection(phone: phone)
                    )
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        return PostBox(port: channel.localAddress?.port ?? 0, channel: channel)
    }

    /// Stops listening.
    package func stop() async { try? await channel.close().get() }
}

/// One connection to the demo's mail server.
private final class PostConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let phone: Phone
    private var conversation = PostConversation()
    private var rest: [UInt8] = []

    init(phone: Phone) { self.phone = phone }

    func channelActive(context: ChannelHandlerContext) {
        say(PostConversation.greeting, context)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        rest += Array(unwrapInboundIn(data).readableBytesView)
        while let end = rest.firstIndex(of: 0x0A) {
            let line = String(decoding: rest[..<end].filter { $0 != 0x0D }, as: UTF8.self)
            rest.removeSubrange(...end)
            let (reply, arrived) = conversation.hear(line)
            for (to, mail) in arrived { phone.receive("\(mail.subject)\n\n\(mail.text)", to: to) }
            if !reply.isEmpty { say(reply, context) }
            if reply.hasPrefix("221") { return context.close(promise: nil) }
        }
        if rest.count > 65_536 { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func say(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}
