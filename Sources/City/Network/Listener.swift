package import Policy

/// An address and port that we listen on, or that a proxy reaches us at.
package struct SocketPlace: Hashable, Sendable, CustomStringConvertible {
    package let address: IPAddress
    package let port: Int

    package init(address: IPAddress, port: Int) {
        self.address = address
        self.port = port
    }

    /// Reads `127.0.0.1:8443` or `[::1]:8443`.
    package init?(_ text: String) {
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
        let digits = text[text.utf8.index(after: colon)...]
        guard let port = Int(digits), String(port) == digits, (0...65_535).contains(port) else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("[") && host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard let address = IPAddress(String(host)) else { return nil }
        self.init(address: address, port: port)
    }

    package var description: String {
        address.isVersion4 ? "\(address):\(port)" : "[\(address)]:\(port)"
    }
}

/// A door of the gate: where it listens and which channel comes in by it.
package struct Listener: Hashable, Sendable {
    package let place: SocketPlace
    package let channel: Channel
    /// True when browsers of this listener are treated as shared.
    package let sharedWorkstation: Bool
    /// True for plain HTTP behind a proxy that is named (S-5).
    package let plain: Bool
    /// The proxies whose word about the client's address is taken; none by rule.
    package let trustedProxies: [AddressRange]

    package init(
        place: SocketPlace,
        channel: Channel,
        sharedWorkstation: Bool = false,
        plain: Bool = false,
        trustedProxies: [AddressRange] = []
    ) {
        self.place = place
        self.channel = channel
        self.sharedWorkstation = sharedWorkstation
        self.plain = plain
        self.trustedProxies = trustedProxies
    }

    /// True when the peer is a proxy that the city file names for this listener.
    package func trusts(_ peer: IPAddress) -> Bool {
        trustedProxies.contains { $0.contains(peer) }
    }
}

/// Address ranges whose requests come by one channel, whichever listener they reach.
package struct Network: Hashable, Sendable {
    package let channel: Channel
    package let ranges: [AddressRange]

    package init(channel: Channel, ranges: [AddressRange]) {
        self.channel = channel
        self.ranges = ranges
    }
}
