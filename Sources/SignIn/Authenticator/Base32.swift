/// Base32 as authenticator apps write their secrets (RFC 4648 §6), without padding.
package enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// The text of some bytes.
    package static func text(_ bytes: [UInt8]) -> String {
        var digits: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = (buffer << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                digits.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { digits.append(alphabet[Int(buffer << UInt32(5 - bits) & 31)]) }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The bytes of a text; spaces, hyphens, padding and case do not count; nil for anything else.
    package static func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in text.utf8 where !" -=".utf8.contains(byte) {
            let capital = (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
            guard let digit = alphabet.firstIndex(of: capital) else { return nil }
            buffer = (buffer << 5 | UInt32(digit)) & 0xFFFF
            bits += 5
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
        }
        return bytes
    }
}
