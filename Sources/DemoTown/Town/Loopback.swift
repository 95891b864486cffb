import NIOCore
import NIOPosix

/// What this machine's loopback can do.
enum Loopback {
    /// True when `::1` can be listened on: containers often lack it.
    static func hasIPv6(on group: MultiThreadedEventLoopGroup) async -> Bool {
        guard let channel = try? await ServerBootstrap(group: group).bind(host: "::1", port: 0).get() else {
            return false
        }
        try? await channel.close().get()
        return true
    }
}
