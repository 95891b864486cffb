import NIOCore
import NIOHTTP1
package import NIOPosix
import NIOWebSocket

/// A listening app of the town, on loopback alone and on a port that the system chose.
package struct AppServer: Sendable {
    package let app: TownApp
    package let port: Int
    private let channel: any Channel

    /// Where the gate reaches the app.
    package var url: String { "http://127.0.0.1:\(port)" }

    /// Starts listening; throws NIO's error when the port is taken.
    package static func start(
        _ app: TownApp,
        on group: MultiThreadedEventLoopGroup,
        port: Int = 0
    ) async throws -> AppServer {
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try serve(app, on: channel) }
            }
            .bind(host: "127.0.0.1", port: port)
            .get()
        return AppServer(app: app, port: channel.localAddress?.port ?? port, channel: channel)
    }

    /// Stops listening: from now on the app is down.
    package func stop() async {
        try? await channel.close().get()
    }

    private static func serve(_ app: TownApp, on channel: any Channel) throws {
        let webSocket = NIOWebSocketServerUpgrader(
            shouldUpgrade: { channel, head in
                let opens = head.uri.hasPrefix("/socket")
                return channel.eventLoop.makeSucceededFuture(opens ? HTTPHeaders() : nil)
            },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(EchoFrames()) }
            }
        )
        let upgrade: NIOHTTPServerUpgradeConfiguration = (
            upgraders: [webSocket],
            completionHandler: { context in
                let pipeline = context.pipeline.syncOperations
                guard let connection = try? pipeline.handler(type: AppConnection.self) else { return }
                pipeline.removeHandler(connection, promise: nil)
            }
        )
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(withServerUpgrade: upgrade)
        try channel.pipeline.syncOperations.addHandler(AppConnection(app: app))
    }
}
