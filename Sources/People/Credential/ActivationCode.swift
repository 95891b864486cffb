import Store

/// The code of an activation letter: fifteen letters and digits from the system's generator (75 bits) and one that checks
/// them, in groups of four.
package struct ActivationCode: Hashable, Sendable {
    /// Crockford's thirty-two: O is read as 0, I and L as 1; there is no U.
    static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let length = 15

    /// The sixteen characters, the check one last.
    package let letters: String

    /// A new code.
    package static func random() -> ActivationCode {
        let values = RandomBytes.make(length).map { $0 & 31 }
        return ActivationCode(values: values + [Self.check(of: values)])
    }

    private init(values: [UInt8]) {
        letters = String(decoding: values.map { Self.alphabet[Int($0 & 31)] }, as: UTF8.self)
    }

    /// What somebody typed, in any case and with any separators; throws how it cannot be a code: that costs no guess.
    package init(typed: String) throws(ActivationCodeSlip) {
        var values: [UInt8] = []
        for scalar in typed.unicodeScalars.prefix(128) where !Self.isSeparator(scalar) {
            guard let value = Self.value(of: scalar) else { throw .character }
            values.append(value)
        }
        guard values.count == Self.length + 1 else { throw .length(values.count) }
        guard Self.check(of: Array(values.dropLast())) == values.last else { throw .check }
        self.init(values: values)
    }

    /// As it is printed: four groups of four.
    package var text: String { groups.joined(separator: " ") }

    /// The first two groups, for the letter, and the last two, for the phone, where a letter alone is not enough.
    package var halves: (letter: String, phone: String) {
        (groups.prefix(2).joined(separator: " "), groups.suffix(2).joined(separator: " "))
    }

    private var groups: [String] {
        let bytes = Array(letters.utf8)
        return stride(from: 0, to: bytes.count, by: 4).map {
            String(decoding: bytes[$0..<min($0 + 4, bytes.count)], as: UTF8.self)
        }
    }

    /// Spaces of every kind, dashes, dots and what else people put between groups.
    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isWhitespace || scalar.properties.generalCategory == .dashPunctuation { return true }
        return ".,;:_/|·*\u{200B}\u{FEFF}\u{2212}".unicodeScalars.contains(scalar)
    }

    private static func value(of scalar: Unicode.Scalar) -> UInt8? {
        guard scalar.isASCII, var byte = UInt8(exactly: scalar.value) else { return nil }
        if (0x61...0x7A).contains(byte) { byte -= 0x20 }
        switch byte {
        case UInt8(ascii: "O"): byte = UInt8(ascii: "0")
        case UInt8(ascii: "I"), UInt8(ascii: "L"): byte = UInt8(ascii: "1")
        default: break
        }
        return alphabet.firstIndex(of: byte).map { UInt8(truncatingIfNeeded: $0) }
    }

    /// A sum over GF(32) with another weight for each place: any one wrong character and any two exchanged ones are seen.
    private static func check(of values: [UInt8]) -> UInt8 {
        // x⁵ + x² + 1 is primitive, so the weights x, x² … x¹⁵ all differ, from one another and from that of the check.
        var sum: UInt8 = 0
        var weight: UInt8 = 1
        for value in values {
            weight = timesX(weight)
            sum ^= product(value, weight)
        }
        return sum
    }

    private static func timesX(_ value: UInt8) -> UInt8 {
        let doubled = value << 1
        return doubled & 0x20 == 0 ? doubled : doubled ^ 0x25
    }

    private static func product(_ one: UInt8, _ other: UInt8) -> UInt8 {
        var (sum, shifted, rest) = (UInt8(0), one & 31, other & 31)
        while rest != 0 {
            if rest & 1 == 1 { sum ^= shifted }
            shifted = timesX(shifted)
            rest >>= 1
        }
        return sum
    }
}

/// How a typed text cannot be an activation code.
package enum ActivationCodeSlip: Error, Hashable, Sendable {
    /// So many characters where sixteen are expected.
    case length(Int)
    /// A character that no code has.
    case character
    /// The check character does not fit: one character is wrong, or two are exchanged.
    case check
}
