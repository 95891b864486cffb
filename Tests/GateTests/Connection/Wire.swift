import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A raw socket with a clock: tests write bytes and wait for bytes.
final class Wire: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    struct Silence: Error, CustomStringConvertible {
        let description: String
    }

    private struct State {
        var bytes: [UInt8] = []
        var count = 0
        var isEnded = false
        var keeps = true
        var channel: (any Channel)?
    }

    private let state = Mutex(State())

    /// Opens a connection; `tls` names the host that the certificate must cover.
    static func open(
        port: Int,
        tls: String? = nil,
        version: TLSVersion? = nil,
        protocols: [String] = [],
        verifies: Bool = true
    ) async throws -> Wire {
        let wire = Wire()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        var configuration = TLSConfiguration.makeClientConfiguration()
                        configuration.minimumTLSVersion = version ?? .tlsv12
                        configuration.maximumTLSVersion = version
                        configuration.applicationProtocols = protocols
                        configuration.certificateVerification = verifies ? .fullVerification : .none
                        configuration.trustRoots = .certificates(
                            try NIOSSLCertificate.fromPEMBytes(Array(TestCertificate.chain.utf8))
                        )
                        let handler = try NIOSSLClientHandler(
                            context: NIOSSLContext(configuration: configuration),
                            serverHostname: tls
                        )
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    try channel.pipeline.syncOperations.addHandler(wire)
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .get()
        wire.state.withLock { $0.channel = channel }
        return wire
    }

    var bytes: [UInt8] { state.withLock { $0.bytes } }
    var text: String { String(decoding: state.withLock { $0.bytes }, as: UTF8.self) }
    var received: Int { state.withLock { $0.count } }
    var isEnded: Bool { state.withLock { $0.isEnded } }

    /// From now on bytes are counted, not kept.
    func onlyCount() { state.withLock { $0.keeps = false } }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = Self.unwrapInboundIn(data)
        state.withLock { state in
            state.count += buffer.readableBytes
            if state.keeps { state.bytes += Array(buffer.readableBytesView) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) { state.withLock { $0.isEnded = true } }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func send(_ text: String) async throws { try await send(ByteBuffer(string: text)) }

    func send(_ bytes: ByteBuffer) async throws {
        guard let channel = state.withLock({ $0.channel }) else { return }
        try await channel.writeAndFlush(bytes)
    }

    /// Stops reading, as a client that fell asleep.
    func sleep() async throws {
        try await state.withLock { $0.channel }?.setOption(.autoRead, value: false).get()
    }

    func close() async { try? await state.withLock { $0.channel }?.close().get() }

    /// Ends as a machine that lost its power.
    func reset() async throws {
        let channel = state.withLock { $0.channel }
        try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        try await channel?.close().get()
    }

    /// What came, once it contains a text; what stands up to its end is taken away.
    @discardableResult
    func read(through end: String, seconds: Double = 40) async throws -> String {
        let wanted = Array(end.utf8)
        for _ in 0..<Int(seconds * 500) {
            let found = state.withLock { state -> String? in
                guard let range = state.bytes.firstRange(of: wanted) else { return nil }
                let text = String(decoding: state.bytes[..<range.upperBound], as: UTF8.self)
                state.bytes.removeSubrange(..<range.upperBound)
                return text
            }
            if let found { return found }
            if isEnded { break }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw Silence(
            description: "no \(end.debugDescription) in \(text.prefix(2000).debugDescription) ended: \(isEnded)"
        )
    }

    /// An answer's head and its body of known length.
    func answer(seconds: Double = 40) async throws -> (head: String, body: String) {
        let head = try await read(through: "\r\n\r\n", seconds: seconds)
        let lines = head.lowercased().split(separator: "\r\n")
        if lines.contains("transfer-encoding: chunked") {
            return (head, try await read(through: "0\r\n\r\n", seconds: seconds))
        }
        let length = lines.first { $0.hasPrefix("content-length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
        return (head, try await take(length, seconds: seconds))
    }

    func take(_ count: Int, seconds: Double = 40) async throws -> String {
        for _ in 0..<Int(seconds * 500) {
            let taken = state.withLock { state -> String? in
                guard state.bytes.count >= count else { return nil }
                defer { state.bytes.removeFirst(count) }
                return String(decoding: state.bytes[..<count], as: UTF8.self)
            }
            if let taken { return taken }
            if isEnded { break }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw Silence(description: "not \(count) bytes but \(text.prefix(2000).debugDescription)")
    }

    /// So many bytes as they came.
    func takeBytes(_ count: Int, seconds: Double = 40) async throws -> [UInt8] {
        for _ in 0..<Int(seconds * 500) {
            let taken = state.withLock { state -> [UInt8]? in
                guard state.bytes.count >= count else { return nil }
                defer { state.bytes.removeFirst(count) }
                return Array(state.bytes[..<count])
            }
            if let taken { return taken }
            if isEnded { break }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw Silence(description: "not \(count) bytes, ended: \(isEnded)")
    }

    /// Everything until the other side closes.
    func readToEnd(seconds: Double = 40) async throws -> String {
        for _ in 0..<Int(seconds * 500) where !isEnded { try await Task.sleep(for: .milliseconds(2)) }
        guard isEnded else { throw Silence(description: "still open with \(text.prefix(500).debugDescription)") }
        return text
    }
}
