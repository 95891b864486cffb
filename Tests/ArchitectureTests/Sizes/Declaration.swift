/// A function or an initializer that a file declares, with its measures.
struct Declaration {
    enum Kind { case function, initializer }

    let kind: Kind
    let line: Int
    /// From the line of `func` to that of its closing brace; nil when there is no body.
    let lineCount: Int?
    let parameterCount: Int

    /// The declarations of a file, in its order.
    static func all(in file: SourceFile) -> [Declaration] {
        var reader = DeclarationReader(code: file.source.code)
        return reader.read()
    }
}

/// Walks blanked code and measures what is declared in it.
private struct DeclarationReader {
    let code: [UInt8]
    var position = 0
    var line = 1

    init(code: [UInt8]) {
        self.code = code
    }

    mutating func read() -> [Declaration] {
        var found: [Declaration] = []
        while position < code.count {
            if word("func") {
                found.append(measure(.function, after: 4))
            } else if word("init"), !follows("."), opensParameters(after: 4) {
                found.append(measure(.initializer, after: 4))
            }
            advance()
        }
        return found
    }

    private mutating func advance() {
        if code[position] == UInt8(ascii: "\n") { line += 1 }
        position += 1
    }

    private func word(_ name: StaticString) -> Bool {
        name.withUTF8Buffer { wanted in
            let end = position + wanted.count
            guard end <= code.count, wanted.indices.allSatisfy({ code[position + $0] == wanted[$0] }) else {
                return false
            }
            return (position == 0 || !isLetter(code[position - 1])) && (end == code.count || !isLetter(code[end]))
        }
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private func follows(_ mark: Character) -> Bool {
        position > 0 && code[position - 1] == mark.asciiValue
    }

    private func opensParameters(after offset: Int) -> Bool {
        position + offset < code.count
            && [UInt8(ascii: "("), UInt8(ascii: "?"), UInt8(ascii: "<"), UInt8(ascii: "!")].contains(
                code[position + offset]
            )
    }

    /// Looks ahead from a declaration's keyword to its parameters and its body, without moving.
    private func measure(_ kind: Declaration.Kind, after offset: Int) -> Declaration {
        var ahead = self
        ahead.position += offset
        let parameters = ahead.parameters()
        let end = ahead.endOfBody()
        return Declaration(kind: kind, line: line, lineCount: end.map { $0 - line + 1 }, parameterCount: parameters)
    }

    private mutating func parameters() -> Int {
        while position < code.count, code[position] != UInt8(ascii: "(") { advance() }
        var depth = 0
        var colons = 0
        repeat {
            guard position < code.count else { return colons }
            switch code[position] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ":") where depth == 1: colons += 1
            default: break
            }
            advance()
        } while depth > 0
        return colons
    }

    /// The line of the closing brace of the body that opens next, or nil when another declaration comes first.
    private mutating func endOfBody() -> Int? {
        var depth = 0
        while position < code.count {
            switch code[position] {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return line }
                if depth < 0 { return nil }
            default:
                if depth == 0, startsAnotherDeclaration { return nil }
            }
            advance()
        }
        return nil
    }

    private var startsAnotherDeclaration: Bool {
        word("func") || word("var") || word("let") || word("init") || word("struct") || word("associatedtype")
            || word("case")
    }
}
