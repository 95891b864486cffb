import City
import NIOCore
import NIOPosix
import NIOSSL
import Policy

/// The connections of one event loop to the apps: kept alive, given to one exchange at a time (S-8).
final class UpstreamPool {
    /// Seconds for which an idle connection is trusted by a request that can be sent again.
    static let idleSeconds: Int64 = 20
    /// Connections kept idle for one upstream.
    static let mostIdle = 64
    /// Seconds to a connection.
    static let connectSeconds: Int64 = 5

    private let eventLoop: any EventLoop
    private var idle: [Upstream: [UpstreamLink]] = [:]
    /// Upstreams that were seen to sign in connections, by NTLM or Negotiate (S-8).
    private var signing: Set<Upstream> = []

    /// Connections that stand or are being made, and how many there may be.
    private var count = 0
    private let places: Int

    init(eventLoop: any EventLoop, places: Int) {
        self.eventLoop = eventLoop
        self.places = places
    }

    /// A kept connection. A request that cannot be sent again gets only one that was used within the second, because a
    /// connection that the app closes just now would lose it.
    func take(_ upstream: Upstream, replayable: Bool, now: Instant) -> UpstreamLink? {
        while let link = idle[upstream]?.popLast() {
            let age = now.seconds - link.idleSince.seconds
            if link.isOpen, age <= (replayable ? Self.idleSeconds : 1) { return link }
            link.close()
        }
        return nil
    }

    /// Takes a connection back whose answer was read to its very end.
    func keep(_ link: UpstreamLink, now: Instant) {
        guard link.isOpen, link.inbox.readableBytes == 0, idle[link.upstream, default: []].count < Self.mostIdle else {
            return link.close()
        }
        idle[link.upstream, default: []].append(link)
        link.rest(at: now)
    }

    func noteSignIn(_ upstream: Upstream) { signing.insert(upstream) }

    func signsIn(_ upstream: Upstream) -> Bool { signing.contains(upstream) }

    func forget(_ link: UpstreamLink) {
        count -= 1
        idle[link.upstream]?.removeAll { $0 === link }
    }

    /// Closes what rested too long.
    func sweep(_ now: Instant) {
        for (upstream, links) in idle {
            let old = links.filter { now.seconds - $0.idleSince.seconds > Self.idleSeconds }
            guard !old.isEmpty else { continue }
            idle[upstream] = links.filter { link in !old.contains { $0 === link } }
            old.forEach { $0.close() }
        }
    }

    func closeAll() {
        let links = idle.values.flatMap(\.self)
        idle = [:]
        links.forEach { $0.close() }
    }

    /// A new connection, TLS verified where the upstream asks for it, and never without.
    func connect(
        _ upstream: Upstream,
        _ trust: AppTrust,
        _ done: @escaping (Result<UpstreamLink, any Error>) -> Void
    ) {
        guard hasPlace() else { return done(.failure(UpstreamPoolFault.full)) }
        count += 1
        let tls = trust.context(upstream)
        ClientBootstrap(group: eventLoop)
            .connectTimeout(.seconds(Self.connectSeconds))
            .channelOption(.autoRead, value: false)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.writeBufferWaterMark, value: .init(low: 32 * 1024, high: 128 * 1024))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if upstream.tls {
                        guard let tls else { throw UpstreamPoolFault.noTLS }
                        let name = upstream.trust.name ?? (IPAddress(upstream.host) == nil ? upstream.host : nil)
                        let handler = try NIOSSLClientHandler(context: tls, serverHostname: name)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    try channel.pipeline.syncOperations.addHandler(Socket())
                }
            }
            .connect(host: upstream.host, port: upstream.port)
            .assumeIsolated()
            .whenComplete { [self] result in
                let made = result.flatMap { channel in Result { try link(channel, upstream) } }
                if case .failure = made { count -= 1 }
                done(made)
            }
    }

    /// Whether one more connection may be made; those that rest are let go for it (S-38).
    private func hasPlace() -> Bool {
        if count >= places { closeAll() }
        return count < places
    }

    private func link(_ channel: any NIOCore.Channel, _ upstream: Upstream) throws -> UpstreamLink {
        let socket = try channel.pipeline.syncOperations.handler(type: Socket.self)
        let link = UpstreamLink(socket: socket, upstream: upstream, pool: self)
        socket.belong(to: link)
        return link
    }
}

enum UpstreamPoolFault: Error {
    case noTLS
    /// As many connections stand as the limit of open files allows.
    case full
}
