/// Base64 for addresses and cookies, without padding (RFC 4648 §5): one text for each sequence of bytes, and no other.
package enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// The text of some bytes.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        var digits: [UInt8] = []
        var window: UInt32 = 0
        var waiting: UInt32 = 0
        for byte in bytes {
            window = window << 8 | UInt32(byte)
            waiting += 8
            while waiting >= 6 {
                waiting -= 6
                digits.append(alphabet[Int(window >> waiting & 0x3F)])
            }
        }
        if waiting > 0 { digits.append(alphabet[Int(window << (6 - waiting) & 0x3F)]) }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The bytes of a text; nil unless it is exactly how `text` spells them.
    package static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.utf8
        guard digits.count <= 16_384, digits.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count * 3 / 4)
        var window: UInt32 = 0
        var waiting: UInt32 = 0
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            window = window << 6 | value
            waiting += 6
            guard waiting >= 8 else { continue }
            waiting -= 8
            bytes.append(UInt8(truncatingIfNeeded: window >> waiting))
            window &= 1 << waiting - 1
        }
        return window == 0 ? bytes : nil
    }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case 0x41...0x5A: UInt32(digit - 0x41)
        case 0x61...0x7A: UInt32(digit - 0x61 + 26)
        case 0x30...0x39: UInt32(digit - 0x30 + 52)
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
