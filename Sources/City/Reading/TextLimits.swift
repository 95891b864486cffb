/// What a city file may not be before the YAML library sees it: too long, or written with aliases, whose comparison as keys
/// takes the library years after thirty lines.
enum TextLimits {
    /// The longest city file, in bytes: 4 MiB.
    static let bytes = 4 << 20

    /// Whether both an anchor (`&name`) and an alias (`*name`) may stand in a text. Quotes and comments are not told apart:
    /// a reader that is wrong about one of them would miss what the library sees.
    static func mayUseAliases(_ text: String) -> Bool {
        var anchor = false
        var alias = false
        var before = UInt8(ascii: "\n")
        var sign: UInt8?
        for byte in text.utf8 {
            if let sign, isName(byte) {
                anchor = anchor || sign == UInt8(ascii: "&")
                alias = alias || sign == UInt8(ascii: "*")
            }
            sign = opens(after: before) && (byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*")) ? byte : nil
            before = byte
        }
        return anchor && alias
    }

    /// Whether a value may begin behind this byte.
    private static func opens(after byte: UInt8) -> Bool {
        byte <= 0x20 || byte >= 0x80 || "[{,:".utf8.contains(byte)
    }

    private static func isName(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || byte == 45 || byte == 95
    }
}
