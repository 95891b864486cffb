/// An address of the form `scheme://host:port`, with nothing after it.
struct WebAddress: Hashable {
    let tls: Bool
    /// Lower case, without brackets.
    let host: String
    let port: Int

    /// Reads an origin; a path, a query, a user or another scheme makes it nil. One final `/` is passed over.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        let schemes = [("https://", true), ("http://", false)]
        guard let (scheme, tls) = schemes.first(where: { bytes.starts(with: $0.0.utf8) }) else { return nil }
        var rest = String(decoding: bytes.dropFirst(scheme.utf8.count), as: UTF8.self)
        if rest.utf8.last == UInt8(ascii: "/") { rest.removeLast() }
        guard let (host, port) = Self.hostAndPort(rest) else { return nil }
        self.tls = tls
        self.host = host
        self.port = port ?? (tls ? 443 : 80)
    }

    /// `scheme://host`, with the port when it is not the scheme's.
    var origin: String {
        Upstream(tls: tls, host: host, port: port).origin
    }

    private static func hostAndPort(_ text: String) -> (String, Int?)? {
        if text.hasPrefix("[") || text.utf8.filter({ $0 == UInt8(ascii: ":") }).count == 1 {
            if let place = SocketPlace(text) { return place.port > 0 ? ("\(place.address)", place.port) : nil }
        }
        if text.hasPrefix("["), text.hasSuffix("]") {
            return IPAddress(String(text.dropFirst().dropLast())).map { ("\($0)", nil) }
        }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        var port: Int?
        if parts.count == 2 {
            guard let number = Int(parts[1]), String(number) == parts[1], (1...65_535).contains(number) else {
                return nil
            }
            port = number
        }
        if let address = IPAddress(parts[0]) { return ("\(address)", port) }
        // One label alone names a machine of the internal network.
        return HostName.canonical(parts[0]).map { ($0, port) }
    }
}
