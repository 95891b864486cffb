/// Swift text with its comments and strings blanked, byte for byte, so that what is left is code and lines keep their numbers.
struct SourceText {
    let code: [UInt8]

    init(_ text: String) {
        var blanker = Blanker(bytes: Array(text.utf8))
        code = blanker.blank()
    }

    /// The code line by line.
    var lines: [String] {
        code.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}

/// Walks Swift text once and blanks every comment, string and raw identifier, keeping the ends of lines.
private struct Blanker {
    let bytes: [UInt8]
    var result: [UInt8] = []
    var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func blank() -> [UInt8] {
        walkCode(untilClosingParenthesis: false, shown: true)
        return result
    }

    private mutating func walkCode(untilClosingParenthesis: Bool, shown: Bool) {
        var depth = 1
        while position < bytes.count {
            if starts("//") {
                skipLine()
            } else if starts("/*") {
                skipBlock()
            } else if let hashes = opensString() {
                skipString(hashes: hashes)
            } else if bytes[position] == UInt8(ascii: "`") {
                skipRawIdentifier()
            } else {
                if bytes[position] == UInt8(ascii: "(") { depth += 1 }
                if bytes[position] == UInt8(ascii: ")") { depth -= 1 }
                take(shown: shown)
                if untilClosingParenthesis, depth == 0 { return }
            }
        }
    }

    private func starts(_ word: StaticString, at offset: Int = 0) -> Bool {
        word.withUTF8Buffer { wanted in
            position + offset + wanted.count <= bytes.count
                && wanted.indices.allSatisfy { bytes[position + offset + $0] == wanted[$0] }
        }
    }

    private mutating func take(shown: Bool = false) {
        let byte = bytes[position]
        result.append(shown || byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " "))
        position += 1
    }

    private mutating func skipLine() {
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { take() }
    }

    private mutating func skipBlock() {
        var depth = 0
        repeat {
            if starts("/*") {
                depth += 1; take(); take()
            } else if starts("*/") {
                depth -= 1; take(); take()
            } else {
                take()
            }
        } while depth > 0 && position < bytes.count
    }

    private mutating func skipRawIdentifier() {
        take()
        while position < bytes.count, bytes[position] != UInt8(ascii: "`") { take() }
        if position < bytes.count { take() }
    }

    /// The number of `#` before an opening quote here, or nil when no string opens here.
    private func opensString() -> Int? {
        var hashes = 0
        while position + hashes < bytes.count, bytes[position + hashes] == UInt8(ascii: "#") { hashes += 1 }
        return starts("\"", at: hashes) ? hashes : nil
    }

    private mutating func skipString(hashes: Int) {
        for _ in 0..<hashes { take() }
        let quotes = starts("\"\"\"") ? 3 : 1
        for _ in 0..<quotes { take() }
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "\\"), follows(hashes, at: 1) {
                for _ in 0...hashes { take() }
                guard position < bytes.count else { return }
                let opens = bytes[position] == UInt8(ascii: "(")
                take()
                if opens { walkCode(untilClosingParenthesis: true, shown: false) }
            } else if closes(quotes: quotes), follows(hashes, at: quotes) {
                for _ in 0..<(quotes + hashes) { take() }
                return
            } else {
                take()
            }
        }
    }

    private func closes(quotes: Int) -> Bool {
        quotes == 3 ? starts("\"\"\"") : starts("\"")
    }

    private func follows(_ hashes: Int, at offset: Int) -> Bool {
        (0..<hashes).allSatisfy {
            position + offset + $0 < bytes.count && bytes[position + offset + $0] == UInt8(ascii: "#")
        }
    }
}
