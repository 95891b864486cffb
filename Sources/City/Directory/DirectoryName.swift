/// The forms of names in a directory, as far as a city file can get them wrong; on bytes, as everything of a grammar.
package enum DirectoryName {
    /// Whether a text is a distinguished name: one or more `attribute=value`, between commas that no backslash takes
    /// (RFC 4514).
    package static func isDistinguished(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count <= 1_024, bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return false }
        return parts(bytes).allSatisfy { part in
            let trimmed = part.drop { $0 == 0x20 }
            guard let equal = trimmed.firstIndex(of: UInt8(ascii: "=")), equal + 1 < trimmed.endIndex else {
                return false
            }
            return isAttribute(String(decoding: trimmed[..<equal], as: UTF8.self))
        }
    }

    /// Whether a text is the name of an attribute: letters, digits and hyphens after a letter, or numbers between dots
    /// (RFC 4512 §1.4).
    package static func isAttribute(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, bytes.count <= 64 else { return false }
        if isLetter(first) { return bytes.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") } }
        let numbers = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return numbers.count > 1 && numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }

    /// Whether one distinguished name is the other or lies below it, as both are written but for capitals.
    static func isBelow(_ name: String, _ base: String) -> Bool {
        let (name, base) = (folded(name), folded(base))
        return name == base || name.count > base.count && name.suffix(base.count + 1) == [UInt8(ascii: ",")] + base
    }

    /// The attributes that name an entry within its parent, in small letters: those of its first part.
    package static func naming(_ name: String) -> Set<String> {
        let first = parts(Array(name.utf8)).first ?? []
        let names = split(Array(first), at: UInt8(ascii: "+")).map { $0.prefix { $0 != UInt8(ascii: "=") } }
        return Set(names.map { String(decoding: folded(String(decoding: $0, as: UTF8.self)), as: UTF8.self) })
    }

    /// Without the spaces around separators, ASCII letters small.
    private static func folded(_ text: String) -> [UInt8] {
        text.utf8.filter { $0 != 0x20 }.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
    }

    private static func parts(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] { split(bytes, at: UInt8(ascii: ",")) }

    private static func split(_ bytes: [UInt8], at separator: UInt8) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var (start, place) = (0, 0)
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "\\") {
                place += 2
                continue
            }
            if bytes[place] == separator {
                parts.append(bytes[start..<place])
                start = place + 1
            }
            place += 1
        }
        return parts + [bytes[start...]]
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
