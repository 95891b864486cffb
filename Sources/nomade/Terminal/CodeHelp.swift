import Access
import City
import Gate
import SignIn
import Web
import Workplace

/// `nomade help CODE`: what a code that somebody quotes means, in both languages.
enum CodeHelp {
    /// The answer to `help CODE`, or nil when the words ask something else; a code has a dot, a command has none.
    static func answer(to words: [String]) -> String? {
        guard words.count == 2, words[0] == "help", words[1].contains(".") else { return nil }
        if let mistake = MistakeCode(rawValue: words[1]) { return "\(mistake.rawValue): \(mistake.help)" }
        let said = Language.allCases.flatMap { sentences(of: words[1], in: $0) }
        guard said.isEmpty else { return said.joined(separator: "\n") }
        return unknown(words[1])
    }

    private static let texts = Texts(
        [PageParts.web, AccessParts.parts, SignInWords.parts, WorkplaceParts.parts, GateWords.parts].flatMap(\.texts)
    )

    private static func sentences(of code: String, in language: Language) -> [String] {
        guard let title = texts.template(code, in: language) else { return [] }
        let parts = ["why", "now", "whom"].compactMap { texts.template("\(code).\($0)", in: language) }
        return ["\(language.rawValue): \(([title] + parts).joined(separator: " "))"]
    }

    private static func unknown(_ code: String) -> String {
        let titles = texts.codes(in: .en).filter { $0.split(separator: ".").count == 2 }
        let known = MistakeCode.allCases.map(\.rawValue) + titles.sorted()
        let near = Nearest.word(to: code, among: known).map { "; did you mean  nomade help \($0)?" } ?? ""
        return "no text explains \(code)\(near)"
    }
}
