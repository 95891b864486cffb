package import City
import Foundation
import NIOCore
import NIOPosix

/// What the doctor asks of the machine and its network; a test gives its own answers.
package struct Probe: Sendable {
    /// The addresses of a host name; none when it has none.
    package var addresses: @Sendable (String) async -> Set<IPAddress>
    /// The machine's own addresses that others can reach.
    package var ownAddresses: @Sendable () -> [IPAddress]
    /// Tries to listen and lets go at once; nil when it could, else the error number.
    package var listen: @Sendable (SocketPlace) async -> Int32?
    /// Asks and waits three seconds at most.
    package var call: @Sendable (Call) async -> Answer
    /// Asks and reads the whole answer; nil when none came within three seconds.
    package var reply: @Sendable (Call) async -> Reply?

    package init(
        addresses: @escaping @Sendable (String) async -> Set<IPAddress>,
        ownAddresses: @escaping @Sendable () -> [IPAddress],
        listen: @escaping @Sendable (SocketPlace) async -> Int32?,
        call: @escaping @Sendable (Call) async -> Answer,
        reply: @escaping @Sendable (Call) async -> Reply? = { _ in nil }
    ) {
        self.addresses = addresses
        self.ownAddresses = ownAddresses
        self.listen = listen
        self.call = call
        self.reply = reply
    }

    /// The address that a host is called by: its own, or the first of its name's, version 4 before 6.
    func address(_ host: String) async -> IPAddress? {
        if let address = IPAddress(host) { return address }
        return await addresses(host).min { ($0.isVersion4 ? 0 : 1, "\($0)") < ($1.isVersion4 ? 0 : 1, "\($1)") }
    }

    /// The real machine.
    package static let machine = Probe(
        addresses: { host in
            await offThread { Resolution.addresses(of: host) }
        },
        ownAddresses: { Resolution.own() },
        listen: { place in
            do {
                let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                    .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                    .bind(host: place.address.description, port: place.port).get()
                try await channel.close()
                return nil
            } catch let error as IOError { return error.errnoCode } catch { return EINVAL }
        },
        call: { await $0.answer() },
        reply: { await $0.reply() }
    )

    private static func offThread<T: Sendable>(_ work: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: work()) }
        }
    }
}
