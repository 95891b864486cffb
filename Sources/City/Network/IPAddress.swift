import Foundation

/// An address of IPv4 or IPv6; an IPv4 address and its mapped IPv6 spelling are one value (S-5).
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    let high: UInt64
    let low: UInt64

    private static let mapped: UInt64 = 0xFFFF << 32

    /// Reads a dotted or colon spelling, without brackets, port or zone; anything else is nil.
    package init?(_ text: String) {
        if let version4 = Self.version4(text) {
            high = 0
            low = Self.mapped | UInt64(version4)
            return
        }
        guard text.utf8.allSatisfy({ $0 != 0 }) else { return nil }
        var address = in6_addr()
        guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: &address) { Array($0) }
        high = bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// True for IPv4, mapped or not.
    package var isVersion4: Bool {
        high == 0 && low >> 32 == 0xFFFF
    }

    /// True for 127.0.0.0/8 and ::1.
    package var isLoopback: Bool {
        isVersion4 ? (low >> 24) & 0xFF == 127 : high == 0 && low == 1
    }

    /// What one subscriber has at least: the address itself of IPv4, the network of 64 bits of IPv6.
    package var subscriber: IPAddress {
        isVersion4 || isLoopback ? self : IPAddress(high: high, low: 0)
    }

    package var description: String {
        if isVersion4 { return (0..<4).map { String(low >> (24 - 8 * UInt64($0)) & 0xFF) }.joined(separator: ".") }
        var bytes = [high.bigEndian, low.bigEndian]
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, &bytes, &text, socklen_t(text.count)) != nil else { return "::" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Four decimal numbers without leading zeros, which some readers take for octal.
    private static func version4(_ text: String) -> UInt32? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy({ (48...57).contains($0) }) else { return nil }
            guard part.count == 1 || part.first != 48 else { return nil }
            guard let byte = UInt8(String(decoding: part, as: UTF8.self)) else { return nil }
            value = value << 8 | UInt32(byte)
        }
        return value
    }
}
