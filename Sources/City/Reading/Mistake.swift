/// Where in a file: line and column from 1.
package struct Place: Hashable, Comparable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: Place, right: Place) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// One mistake of the city file: what is wrong, where, and how to mend it (X-60).
package struct Mistake: Hashable, Sendable {
    package let code: MistakeCode
    package let what: String
    package let file: String
    package let place: Place
    package let fix: String

    package init(code: MistakeCode, what: String, file: String, place: Place, fix: String) {
        self.code = code
        self.what = what
        self.file = file
        self.place = place
        self.fix = fix
    }

    package var line: Int { place.line }
    package var column: Int { place.column }

    /// The three lines of a terminal.
    package var lines: [String] {
        ["error[\(code.rawValue)]: \(what)", "--> \(file):\(line):\(column)", "fix: \(fix)"].map(Self.printable)
    }

    /// Control characters of the file never reach the terminal.
    private static func printable(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            scalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
        }
        return String(scalars)
    }
}

/// Every mistake of a city file, in the order of the file.
package struct CityMistakes: Error, Hashable, Sendable {
    package let mistakes: [Mistake]

    package init(_ mistakes: [Mistake]) {
        self.mistakes = mistakes.sorted { $0.place < $1.place }
    }

    /// The mistakes as a terminal shows them; the last line counts them.
    package var text: String {
        let count = mistakes.count == 1 ? "1 mistake" : "\(mistakes.count) mistakes"
        return (mistakes.flatMap(\.lines) + ["\(count) in \(mistakes.first?.file ?? "the city file")"])
            .joined(separator: "\n")
    }
}
