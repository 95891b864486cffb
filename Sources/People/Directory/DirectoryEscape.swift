/// Values inside the grammars of LDAP, byte by byte: whatever a value holds, it stays one value.
package enum DirectoryEscape {
    /// A value within a filter (RFC 4515 §3): all but letters, digits and a few harmless signs as `\` and two digits.
    package static func filter(_ value: String) -> String {
        String(decoding: value.utf8.flatMap { isPlain($0) ? [$0] : pair($0) }, as: UTF8.self)
    }

    /// A value within a distinguished name (RFC 4514 §2.4), likewise; bytes of a scalar beyond ASCII each by two digits.
    package static func name(_ value: String) -> String {
        String(decoding: value.utf8.flatMap { isPlain($0) ? [$0] : pair($0) }, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "@"): true
        default: false
        }
    }

    private static func pair(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return [UInt8(ascii: "\\"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
