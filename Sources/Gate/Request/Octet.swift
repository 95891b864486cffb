/// The bytes that the grammar of HTTP names; nothing here ever looks at a `Character` (S-41).
package enum Octet {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let hash: UInt8 = 0x23
    static let percent: UInt8 = 0x25
    static let star: UInt8 = 0x2A
    static let comma: UInt8 = 0x2C
    static let dash: UInt8 = 0x2D
    static let dot: UInt8 = 0x2E
    static let slash: UInt8 = 0x2F
    static let zero: UInt8 = 0x30
    static let colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B
    static let equals: UInt8 = 0x3D
    static let question: UInt8 = 0x3F
    static let backslash: UInt8 = 0x5C
    static let underscore: UInt8 = 0x5F

    /// ASCII letters folded to lower case, every other byte as it is.
    @inline(__always) static func lower(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    @inline(__always) static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || (lower(byte) >= 0x61 && lower(byte) <= 0x7A)
    }

    /// `tchar`, RFC 9110 §5.6.2.
    @inline(__always) static func isToken(_ byte: UInt8) -> Bool { tokens[Int(byte)] }

    /// `field-vchar`, space or tab, RFC 9110 §5.5.
    @inline(__always) static func isFieldValue(_ byte: UInt8) -> Bool {
        byte >= 0x20 ? byte != 0x7F : byte == tab
    }

    /// The value of a hexadecimal digit, nil for any other byte.
    @inline(__always) static func hexadecimal(_ byte: UInt8) -> UInt8? {
        if isDigit(byte) { return byte - 0x30 }
        let letter = lower(byte)
        return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : nil
    }

    private static let tokens: [Bool] = (0..<256).map { value in
        let byte = UInt8(value)
        return isAlphanumeric(byte) || Array("!#$%&'*+-.^_`|~".utf8).contains(byte)
    }
}

extension [UInt8] {
    /// Whether the bytes of a range spell a name, ASCII case set aside; `lowered` is lower case already.
    func spells(_ lowered: [UInt8], in range: Range<Int>) -> Bool {
        guard range.count == lowered.count else { return false }
        return starts(with: lowered, in: range)
    }

    /// Whether a range begins with a name, ASCII case set aside; `lowered` is lower case already.
    func starts(with lowered: [UInt8], in range: Range<Int>) -> Bool {
        guard range.count >= lowered.count, range.upperBound <= count else { return false }
        var index = 0
        while index < lowered.count {
            if Octet.lower(self[range.lowerBound + index]) != lowered[index] { return false }
            index += 1
        }
        return true
    }

    /// Whether the bytes of a range spell a name, ASCII case set aside; `lowered` is ASCII and lower case already.
    func spells(_ lowered: StaticString, in range: Range<Int>) -> Bool {
        guard range.count == lowered.utf8CodeUnitCount, range.upperBound <= count else { return false }
        for index in 0..<range.count
        where Octet.lower(self[range.lowerBound + index]) != lowered.utf8Start[index] { return false }
        return true
    }

    /// Whether the bytes of a range are exactly these.
    func equals(_ text: StaticString, in range: Range<Int>) -> Bool {
        guard range.count == text.utf8CodeUnitCount, range.upperBound <= count else { return false }
        for index in 0..<range.count where self[range.lowerBound + index] != text.utf8Start[index] { return false }
        return true
    }

    /// Whether a comma-separated list names a token, ASCII case set aside.
    func lists(_ lowered: StaticString, in range: Range<Int>) -> Bool {
        var start = range.lowerBound
        while start <= range.upperBound {
            var end = start
            while end < range.upperBound, self[end] != Octet.comma { end += 1 }
            if spells(lowered, in: trimmed(start..<end)) { return true }
            start = end + 1
        }
        return false
    }

    /// Whether a range has this byte.
    func contains(_ byte: UInt8, in range: Range<Int>) -> Bool {
        for index in range where self[index] == byte { return true }
        return false
    }

    /// The range without leading and trailing spaces and tabs.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, self[start] == Octet.space || self[start] == Octet.tab { start += 1 }
        while end > start, self[end - 1] == Octet.space || self[end - 1] == Octet.tab { end -= 1 }
        return start..<end
    }

    /// The parts of a range between separators, untrimmed; an empty range has one empty part.
    func parts(of range: Range<Int>, between separator: UInt8) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where self[index] == separator {
            parts.append(start..<index)
            start = index + 1
        }
        parts.append(start..<range.upperBound)
        return parts
    }

    /// The bytes of a range as text; what is not UTF-8 becomes U+FFFD.
    func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }

    /// The bytes with ASCII letters in lower case.
    func lowered(_ range: Range<Int>) -> [UInt8] { self[range].map(Octet.lower) }
}
