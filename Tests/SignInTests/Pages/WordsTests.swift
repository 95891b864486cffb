import Foundation
import Policy
import SignIn
import Testing
import Web

@Suite struct `The words of the sign-in` {
    private let texts = Texts(SignInWords.parts.texts)

    @Test func `W-4: each code has a text in both languages, with the same braces`() {
        #expect(texts.faults == [])
        #expect(texts.codes(in: .fr) == texts.codes(in: .en))
        for code in texts.codes(in: .fr) {
            let (french, english) = (texts.template(code, in: .fr) ?? "", texts.template(code, in: .en) ?? "")
            #expect(Texts.placeholders(of: french) == Texts.placeholders(of: english), "\(code)")
        }
    }

    @Test(arguments: Language.allCases)
    func `X-4: no sentence over twenty words, none of the words that frighten`(language: Language) {
        for code in texts.codes(in: language) {
            let text = (texts.template(code, in: language) ?? "").lowercased()
            for word in ["erreur", "vpn", "mfa", "token", "http", "·", "error"] {
                #expect(!text.contains(word), "\(code)")
            }
            for sentence in text.components(separatedBy: CharacterSet(charactersIn: ".!?:")) {
                let words = sentence.split { $0 == " " || $0 == "\u{A0}" }.filter { $0.contains(where: \.isLetter) }
                #expect(words.count <= 20, "\(code): \(sentence)")
            }
        }
    }

    @Test func `each refusal finds its sentence`() {
        let refusals: [SignInRefusal] = [
            .failed, .slowed(seconds: 1), .busy(seconds: 1), .passwordShort(count: 1), .passwordLong(count: 1),
            .passwordCommon, .passwordSame, .passwordWrong, .codeMalformed(digits: 1), .codeWrong, .codeUsed,
            .codeClock(minutes: 1), .codeTriesLeft(1), .codeExpired, .codeSpent, .codeGone, .codeSoon(seconds: 1),
            .lineWrong(1),
            .sheetSpent, .recoveryMalformed, .recoveryWrong, .deviceClock(minutes: 1),
            .codeBudget(until: .init(seconds: 0)), .cityBudget(until: .init(seconds: 0)),
            .paused(until: .init(seconds: 0)),
        ]
        for refusal in refusals { #expect(texts.has(refusal.code, in: .fr), "\(refusal.code)") }
    }
}
