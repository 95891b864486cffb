/// A host and a port in the one spelling that routing reads (S-3): lower case, no trailing dot, the port as a number.
package struct Authority: Hashable, Sendable {
    /// Lower case; an IPv6 address keeps its brackets.
    package let host: String
    /// Nil where none is written.
    package let port: Int?

    /// Reads `host[:port]` from a Host field or a target; user information, an empty port and bytes beyond ASCII are refused.
    package init(_ bytes: [UInt8], _ range: Range<Int>) throws(RequestRefusal) {
        guard !range.isEmpty, range.count <= 262 else { throw .host }
        let split = try Authority.split(bytes, range)
        port = try split.port.map { digits throws(RequestRefusal) in try Authority.port(bytes, digits) }
        host =
            bytes[split.host].first == 0x5B
            ? try Authority.address(bytes, split.host) : try Authority.name(bytes, split.host)
    }

    /// Reads a text, such as a city file's or an `Origin`'s.
    package init(_ text: String) throws(RequestRefusal) {
        let bytes = Array(text.utf8)
        try self.init(bytes, 0..<bytes.count)
    }

    /// The origin of this host on a port, as browsers write it (RFC 6454 §6.2).
    func origin(port: Int) -> String { port == 443 ? "https://\(host)" : "https://\(host):\(port)" }

    private static func split(
        _ bytes: [UInt8],
        _ range: Range<Int>
    ) throws(RequestRefusal) -> (host: Range<Int>, port: Range<Int>?) {
        var start = range.lowerBound
        if bytes[start] == 0x5B {
            guard let close = range.first(where: { bytes[$0] == 0x5D }) else { throw .host }
            start = close
        }
        guard let colon = (start..<range.upperBound).first(where: { bytes[$0] == Octet.colon }) else {
            guard bytes[range.lowerBound] != 0x5B || start + 1 == range.upperBound else { throw .host }
            return (range, nil)
        }
        guard bytes[range.lowerBound] != 0x5B || colon == start + 1 else { throw .host }
        return (range.lowerBound..<colon, (colon + 1)..<range.upperBound)
    }

    private static func port(_ bytes: [UInt8], _ digits: Range<Int>) throws(RequestRefusal) -> Int {
        guard (1...5).contains(digits.count), bytes[digits].allSatisfy(Octet.isDigit) else { throw .host }
        let port = bytes[digits].reduce(0) { $0 * 10 + Int($1 - Octet.zero) }
        guard (1...65_535).contains(port), bytes[digits].first != Octet.zero else { throw .host }
        return port
    }

    private static func name(_ bytes: [UInt8], _ range: Range<Int>) throws(RequestRefusal) -> String {
        var lowered = bytes.lowered(range)
        if lowered.last == Octet.dot { lowered.removeLast() }
        guard !lowered.isEmpty, lowered.count <= 253 else { throw .host }
        var label = 0
        for byte in lowered {
            if byte == Octet.dot {
                guard label > 0 else { throw .host }
                label = 0
            } else {
                guard Octet.isAlphanumeric(byte) || byte == Octet.dash || byte == Octet.underscore else { throw .host }
                label += 1
                guard label <= 63 else { throw .host }
            }
        }
        guard label > 0 else { throw .host }
        return String(decoding: lowered, as: UTF8.self)
    }

    /// The text between the brackets must be hexadecimal groups, colons and dots: no zone, no percent sign.
    private static func address(_ bytes: [UInt8], _ range: Range<Int>) throws(RequestRefusal) -> String {
        let lowered = bytes.lowered(range)
        let inside = lowered.dropFirst().dropLast()
        guard lowered.last == 0x5D, inside.count >= 2,
            inside.allSatisfy({ Octet.hexadecimal($0) != nil || $0 == Octet.colon || $0 == Octet.dot })
        else { throw .host }
        return String(decoding: lowered, as: UTF8.self)
    }
}
