/// A slice's texts in one language, as embedded: lines of `code = text`.
///
/// A line that begins with `#` is a comment; an indented line goes on with the text above it, after one space;
/// `{name}` stands for a value, `{n|seconde|secondes}` for the word that goes with a number. Codes are `subject.kebab-words`.
package struct TextFile: Sendable {
    package let language: Language
    package let entries: [String: String]
    /// Codes given twice and lines that are none: a test holds it empty.
    package let faults: [String]

    package init(_ language: Language, _ bytes: [UInt8]) {
        self.language = language
        var entries: [String: String] = [:]
        var faults: [String] = []
        var code: String?
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let first = line.first, first != UInt8(ascii: "#") else { continue }
            if first == UInt8(ascii: " "), let open = code {
                entries[open, default: ""] += " " + Self.trimmed(line)
                continue
            }
            guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else {
                faults.append(String(decoding: line, as: UTF8.self))
                continue
            }
            let name = Self.trimmed(line[..<equals])
            let text = Self.trimmed(line[line.index(after: equals)...])
            if entries.updateValue(text, forKey: name) != nil { faults.append(name) }
            code = name
        }
        self.entries = entries.mapValues { Typography.set($0, in: language) }
        self.faults = faults
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let isBlank = " \t\r".utf8.contains
        let start = bytes.firstIndex { !isBlank($0) } ?? bytes.endIndex
        let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
