import Foundation

/// A word that the house keeps out of its code, where, and why.
struct ForbiddenWord: Sendable {
    let word: String
    let why: String
    /// Whether the word may stand in a file all the same.
    var isAllowed: @Sendable (SourceFile) -> Bool = { _ in false }

    static let all: [ForbiddenWord] = [
        ForbiddenWord(word: "fatalError", why: "a trap is a remote kill for fifty thousand people"),
        ForbiddenWord(word: "preconditionFailure", why: "a trap is a remote kill for fifty thousand people"),
        ForbiddenWord(word: "precondition", why: "a trap is a remote kill for fifty thousand people"),
        ForbiddenWord(word: "try!", why: "a trap is a remote kill for fifty thousand people"),
        ForbiddenWord(word: "as!", why: "a trap is a remote kill for fifty thousand people"),
        ForbiddenWord(word: "unsafeBitCast", why: "nothing here is worth it"),
        ForbiddenWord(word: "nonisolated(unsafe)", why: "shared state lives in an actor or behind a Mutex"),
        ForbiddenWord(word: "public", why: "Nomade is a program: everything is package or narrower"),
        ForbiddenWord(
            word: "Date()",
            why: "time is an argument; the clock is read in the wiring only",
            isAllowed: isWiring
        ),
        ForbiddenWord(
            word: "Date.now",
            why: "time is an argument; the clock is read in the wiring only",
            isAllowed: isWiring
        ),
        ForbiddenWord(word: "Task {", why: "tasks are structured: nobody waits for a loose one, nobody sees its error"),
        ForbiddenWord(word: "Task.detached", why: "tasks are structured: nobody waits for a loose one"),
        ForbiddenWord(
            word: "print(",
            why: "output belongs to the command, words to the log",
            isAllowed: { $0.part == "nomade" }
        ),
    ]

    private static let isWiring: @Sendable (SourceFile) -> Bool = { ["Portal", "nomade"].contains($0.part) }

    /// The lines of a file where the word stands though it may not.
    func refusals(in file: SourceFile) -> [String] {
        guard !isAllowed(file) else { return [] }
        return file.source.lines.enumerated().compactMap { index, line in
            stands(in: line) ? "\(file.path):\(index + 1) says \(word): \(why)" : nil
        }
    }

    private func stands(in line: String) -> Bool {
        var rest = line[...]
        while let range = rest.range(of: word) {
            let before = rest[..<range.lowerBound].unicodeScalars.last ?? line[..<range.lowerBound].unicodeScalars.last
            let after = rest[range.upperBound...].unicodeScalars.first
            if !isPartOfWord(before), !endsInWord || !isPartOfWord(after) { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }

    private var endsInWord: Bool { isPartOfWord(word.unicodeScalars.last) }

    private func isPartOfWord(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return scalar == "_" || scalar == "." || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
