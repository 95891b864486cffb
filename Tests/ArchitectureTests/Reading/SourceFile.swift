import Foundation

/// One Swift file of the repository, as the guards of the house read it.
struct SourceFile {
    /// Path from the root of the repository, such as `Sources/Gate/Head.swift`.
    let path: String
    let text: String
    let source: SourceText

    init(path: String, text: String) {
        self.path = path
        self.text = text
        source = SourceText(text)
    }

    /// The target that the file belongs to, such as `Gate`.
    var part: String { String(path.split(separator: "/").dropFirst().first ?? "") }
    /// The file's name without its extension.
    var name: String { String((path.split(separator: "/").last ?? "").dropLast(".swift".count)) }
    var lineCount: Int {
        text.split(separator: "\n", omittingEmptySubsequences: false).count - (text.hasSuffix("\n") ? 1 : 0)
    }

    /// The modules that the file imports, with their line.
    var imports: [(module: String, line: Int)] {
        source.lines.enumerated().compactMap { index, line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), words[..<place].allSatisfy(isModifier),
                let module = words[(place + 1)...].first(where: { !kinds.contains(String($0)) })
            else { return nil }
            return (String(module.prefix { $0 != "." }), index + 1)
        }
    }

    private func isModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains(word)
    }

    private var kinds: Set<String> {
        ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor"]
    }
}
