/// Where a person goes once signed in: a target on one host of ours, never a plain address from a URL (S-18).
package struct ReturnAddress: Hashable, Sendable, Codable {
    /// The host: an app's, the portal's, or an unknown one under our domain.
    package let host: String
    /// The port of the listener that the person came through.
    package let port: Int
    /// Path and query, beginning with one slash.
    package let target: String

    /// An address on one of our hosts; a target that could lead elsewhere, or is too long to carry, becomes `/`.
    package init(host: String, port: Int, target: String) {
        self.host = host
        self.port = port
        self.target = Self.isSafe(target) ? target : "/"
    }

    /// The whole address.
    package var url: String { "https://\(host)\(port == 443 ? "" : ":\(port)")\(target)" }

    private static func isSafe(_ target: String) -> Bool {
        let bytes = Array(target.utf8)
        guard bytes.count <= 1_800, bytes.first == UInt8(ascii: "/") else { return false }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else { return false }
        return true
    }
}
