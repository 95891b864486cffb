package import City
import Foundation
import Gate
import NIOCore
import NIOPosix
import NIOSSL

/// One question to a web server.
package struct Call: Hashable, Sendable {
    package let address: IPAddress
    package let port: Int
    package let tls: Bool
    /// The `Host` to send, and the name to ask for in TLS.
    package let host: String
    package let path: String
    /// The `Host` where it is not the bare name.
    package var authority: String?
    /// Further lines of the head.
    package var fields: [String] = []
    package var trust = Trust.authorities

    /// Whose certificate is taken.
    package enum Trust: Sendable {
        /// One that this machine's authorities vouch for.
        case authorities
        /// Any: our own door, to which nothing secret is sent.
        case anybody
    }
    /// How the server proves itself.
    package var proof = UpstreamTrust()
}

extension Call {
    private static let patience = TimeAmount.seconds(3)

    /// Opens one connection, asks once, reads the status line and closes.
    func answer() async -> Answer {
        do {
            let channel = try await connect()
            return await withTaskGroup { group in
                group.addTask { await ask(over: channel) }
                group.addTask {
                    try? await Task.sleep(for: .seconds(3))
                    return .silent
                }
                let first = await group.next() ?? .silent
                group.cancelAll()
                return first
            }
        } catch let error as IOError where error.errnoCode == ECONNREFUSED {
            return .refused
        } catch let error as NIOConnectionError {
            return Self.answer(for: error)
        } catch is ChannelError {
            return .unreachable("no answer within three seconds")
        } catch {
            return .unreachable("no connection: \(error)")
        }
    }

    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private func connect() async throws -> Connection {
        var configuration = try AppTrust.configuration(proof)
        if trust == .anybody { configuration.certificateVerification = .none }
        let secured = tls ? try NIOSSLContext(configuration: configuration) : nil
        let name = proof.name ?? (IPAddress(host) == nil ? host : nil)
        return try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connectTimeout(Self.patience)
            .connect(host: address.description, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let secured {
                        let handler = try NIOSSLClientHandler(context: secured, serverHostname: name)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                }
            }
    }

    /// Asks once and reads the answer up to 64 KiB; nil when none came within three seconds.
    func reply() async -> Reply? {
        guard let channel = try? await connect() else { return nil }
        let head = head
        return await withTaskGroup { group in
            group.addTask {
                let bytes = try? await channel.executeThenClose { inbound, outbound in
                    try await outbound.write(ByteBuffer(string: head))
                    var received: [UInt8] = []
                    // Whoever closes without a farewell of TLS has answered all the same.
                    do {
                        for try await buffer in inbound {
                            received.append(contentsOf: buffer.readableBytesView)
                            if received.count >= 65_536 { break }
                        }
                    } catch {
                        if received.isEmpty { throw error }
                    }
                    return received
                }
                return bytes.flatMap(Reply.init)
            }
            group.addTask {
                try? await Task.sleep(for: .seconds(3))
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    private var head: String {
        let lines = ["Host: \(authority ?? host)", "User-Agent: nomade-doctor", "Connection: close"] + fields
        return "GET \(path) HTTP/1.1\r\n" + lines.map { "\($0)\r\n" }.joined() + "\r\n"
    }

    private func ask(over channel: Connection) async -> Answer {
        let head = head
        do {
            return try await channel.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: head))
                var received: [UInt8] = []
                for try await buffer in inbound {
                    received.append(contentsOf: buffer.readableBytesView.prefix(64))
                    if received.count >= 12 { break }
                }
                return Self.status(of: received).map(Answer.answered) ?? .silent
            }
        } catch let error as NIOSSLError {
            return .unreachable("its certificate or TLS is not accepted: \(error)")
        } catch { return .silent }
    }

    /// `HTTP/1.1 200`
    static func status(of bytes: [UInt8]) -> Int? {
        guard bytes.starts(with: "HTTP/1.".utf8), bytes.count >= 12, bytes[8] == 0x20 else { return nil }
        let digits = bytes[9..<12]
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func answer(for error: NIOConnectionError) -> Answer {
        let codes = error.connectionErrors.compactMap { ($0.error as? IOError)?.errnoCode }
        if codes.contains(ECONNREFUSED) { return .refused }
        guard let code = codes.first else { return .unreachable("no answer within three seconds") }
        return .unreachable("no connection: \(String(cString: strerror(code)))")
    }
}
