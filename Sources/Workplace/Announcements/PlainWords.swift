/// What a person typed, as plain text: paragraphs with one empty line between them, lines as they were broken (HM-28).
package struct PlainWords: Hashable, Sendable {
    /// Without empty lines, none of them empty.
    package let paragraphs: [String]

    /// Reads it byte by byte: CR LF, CR and LF each end a line.
    package init(_ typed: String) {
        var paragraphs: [[String]] = [[]]
        for line in Self.lines(of: typed) {
            if line.isEmpty {
                if paragraphs.last?.isEmpty == false { paragraphs.append([]) }
            } else {
                paragraphs[paragraphs.count - 1].append(line)
            }
        }
        self.paragraphs = paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    }

    /// As it is kept.
    package var text: String { paragraphs.joined(separator: "\n\n") }

    /// One line: every white space, line ends included, is one blank.
    package static func line(_ typed: String) -> String {
        typed.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }.joined(separator: " ")
    }

    /// Whether there is anything to read in it.
    package static func says(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    private static func lines(of typed: String) -> [String] {
        let (cr, lf) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
        var lines: [String] = []
        var line: [UInt8] = []
        var previous: UInt8 = 0
        for byte in typed.utf8 {
            if byte == cr || byte == lf && previous != cr {
                lines.append(trimmed(line))
                line = []
            } else if byte != lf {
                line.append(byte)
            }
            previous = byte
        }
        return lines + [trimmed(line)]
    }

    private static func trimmed(_ line: [UInt8]) -> String {
        let scalars = String(decoding: line, as: UTF8.self).unicodeScalars
        let head = scalars.drop { $0.properties.isWhitespace }
        guard let last = head.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(String.UnicodeScalarView(head[...last]))
    }
}
