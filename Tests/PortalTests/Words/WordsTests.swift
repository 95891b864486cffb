import Access
import Gate
import People
import SignIn
import Testing
import Web
import Workplace

@Suite struct `Every text` {
    private let texts = Texts(
        PageParts.web.texts
            + [AccessParts.parts, PeopleParts.parts, SignInWords.parts, WorkplaceParts.parts, GateWords.parts]
            .flatMap(\.texts)
    )

    @Test func `X-4: has a code of its own, both languages and the same braces in each`() {
        #expect(texts.faults.isEmpty)
        #expect(texts.codes(in: .fr) == texts.codes(in: .en))
        for code in texts.codes(in: .fr) {
            let french = texts.template(code, in: .fr).map(Texts.placeholders)
            #expect(french == texts.template(code, in: .en).map(Texts.placeholders), "\(code)")
        }
    }

    /// The accessibility statement has the form that the law imposes; `Erreur :` is the prefix that X-11 asks for.
    @Test(arguments: Language.allCases)
    func `X-4: has sentences of at most twenty words, no word of the trade and no middle dot`(language: Language) {
        for code in texts.codes(in: language) where !code.hasPrefix("accessibility.") && code != "shell.mistake-prefix"
        {
            let text = texts.template(code, in: language) ?? ""
            #expect(Sentence.longest(of: text) <= 20, "\(code)")
            #expect(Sentence.forbidden(in: text).isEmpty, "\(code)")
        }
    }

    @Test func `X-4: is judged by a measure that can say no`() {
        #expect(Sentence.longest(of: "Un. \(String(repeating: "mot ", count: 21))") == 21)
        #expect(Sentence.forbidden(in: "Une erreur de VPN, connecté·e") == ["erreur", "vpn", "·"])
    }
}

/// Measures of plain French and English.
private enum Sentence {
    static func longest(of text: String) -> Int {
        text.split { ".!?:…›".contains($0) }
            .map { $0.split(whereSeparator: \.isWhitespace).filter { $0.contains(where: \.isLetter) }.count }
            .max() ?? 0
    }

    static func forbidden(in text: String) -> [String] {
        let words = Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
        return ["erreur", "vpn", "mfa", "token", "http", "403"].filter(words.contains)
            + (text.contains("·") ? ["·"] : [])
    }
}
