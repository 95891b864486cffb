import City
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS

/// One listener of the city file, bound to its address.
struct GateListener: Sendable {
    let listener: Listener
    let directory: LoopDirectory

    func bind(_ group: MultiThreadedEventLoopGroup) async throws -> any NIOCore.Channel {
        return try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: .init(low: 32 * 1024, high: 128 * 1024))
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try furnish(channel) }
            }
            .bind(host: listener.place.address.description, port: listener.place.port)
            .get()
    }

    /// Who speaks plain HTTP must be the proxy that the city file names (S-5).
    private func furnish(_ channel: any NIOCore.Channel) throws {
        guard let loop = directory.loop(of: channel.eventLoop), !loop.isClosing,
            let text = channel.remoteAddress?.ipAddress, let peer = IPAddress(text),
            let port = channel.localAddress?.port, !listener.plain || listener.trusts(peer), loop.hasPlace()
        else { throw GateFault.unwelcome }
        let isSurplus = try count(peer, channel, loop.settings.peerConnections)
        guard !listener.plain else {
            let door = Door(listener: listener, peer: peer, port: port, isSurplus: isSurplus)
            let socket = Socket()
            socket.belong(to: ClientLink(socket: socket, loop: loop, door: door))
            return try channel.pipeline.syncOperations.addHandler(socket)
        }
        guard let certificate = loop.tables.certificate else { throw GateFault.noCertificate }
        let door = Door(
            listener: listener,
            peer: peer,
            port: port,
            certificate: certificate,
            isSurplus: isSurplus
        )
        let pipeline = channel.pipeline.syncOperations
        let eventLoop = channel.eventLoop
        let hello = SNIHandler { result in
            // An address is no name there (RFC 6066 §3): who sends one has said none.
            if case .hostname(let name) = result, IPAddress(name) == nil {
                door.serverName = String(decoding: name.utf8.map(Octet.lower), as: UTF8.self)
            }
            return eventLoop.makeSucceededVoidFuture()
        }
        try pipeline.addHandler(ByteToMessageHandler(hello))
        try pipeline.addHandler(NIOSSLServerHandler(context: certificate.context))
        try pipeline.addHandler(Greeting(loop: loop, door: door))
    }

    /// Whether the address has more connections than it may; far beyond that, no answer is owed (S-9).
    private func count(_ peer: IPAddress, _ channel: any NIOCore.Channel, _ limit: Int) throws -> Bool {
        guard !listener.trusts(peer) else { return false }
        let peers = directory.peers
        let count = peers.enter(peer)
        channel.closeFuture.whenComplete { _ in peers.leave(peer) }
        guard count <= limit * 2 else { throw GateFault.unwelcome }
        return count > limit
    }
}

/// Why the gate does not open, or lets a connection go.
package enum GateFault: Error, Equatable, Sendable {
    /// A listener speaks TLS and there is no certificate.
    case noCertificate
    /// A chain file without a certificate; its path.
    case emptyChain(String)
    /// A connection on a plain listener that is not from its proxy, or that came while closing.
    case unwelcome
}
