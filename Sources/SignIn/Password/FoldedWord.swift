import Foundation

/// A text without case, accents and ornaments, as the blocklist compares it: on bytes, never on characters.
struct FoldedWord: Hashable, Sendable {
    let bytes: [UInt8]

    /// Folds a text: compatibility decomposition, small letters, no combining marks.
    init(_ text: String) {
        let scalars = text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars
        let kept = scalars.filter { $0.properties.generalCategory != .nonspacingMark }
        bytes = kept.flatMap { Array(String($0).utf8) }
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Letters and digits alone.
    var plain: [UInt8] { bytes.filter { Self.isLetter($0) || Self.isDigit($0) } }

    /// What a password may have been made from, each with the pattern that it repeats.
    var spellings: [(word: FoldedWord, period: FoldedWord)] {
        let core = Self.core(bytes)
        let letters = bytes.filter(Self.isLetter)
        var words = [plain, Self.undone(bytes), Self.kept(core), Self.core(Self.undone(bytes))]
        words += [Self.core(Self.undone(core)), Self.core(Self.period(of: plain))]
        if letters.count >= 8 { words.append(letters) }
        return Set(words.filter { !$0.isEmpty }).map { (FoldedWord(bytes: $0), FoldedWord(bytes: Self.period(of: $0))) }
    }

    /// Whether each character is the last one's neighbour or itself, always the same way: `1234567890`, `aaaaaa`, `fedcba`.
    var isLadder: Bool {
        guard bytes.count >= 2 else { return bytes.count == 1 }
        let steps = zip(bytes, bytes.dropFirst()).map { first, next -> Int in
            let step = Int(next) - Int(first)
            return Self.isDigit(first) && Self.isDigit(next) && abs(step) == 9 ? -step.signum() : step
        }
        return steps[0].magnitude <= 1 && steps.allSatisfy { $0 == steps[0] }
    }

    private static func kept(_ bytes: [UInt8]) -> [UInt8] { FoldedWord(bytes: bytes).plain }

    private static func undone(_ bytes: [UInt8]) -> [UInt8] { kept(bytes.map { lookAlikes[$0] ?? $0 }) }

    private static func core(_ bytes: [UInt8]) -> [UInt8] {
        guard let first = bytes.firstIndex(where: isLetter), let last = bytes.lastIndex(where: isLetter) else {
            return []
        }
        return Array(bytes[first...last])
    }

    private static func period(of bytes: [UInt8]) -> [UInt8] {
        for length in stride(from: 1, through: bytes.count / 2, by: 1) {
            if (length..<bytes.count).allSatisfy({ bytes[$0] == bytes[$0 - length] }) {
                return length <= 3 ? [bytes[0]] : Array(bytes.prefix(length))
            }
        }
        return bytes
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || byte >= 0x80 }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static let lookAlikes: [UInt8: UInt8] = Dictionary(
        uniqueKeysWithValues: zip("0134578@$!".utf8, "oieastbasi".utf8)
    )
}
