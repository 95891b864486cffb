import City
import Testing

@testable import nomade

@Suite struct `Help for a code` {
    @Test(arguments: MistakeCode.allCases)
    func `X-60: explains every mistake of the city file`(code: MistakeCode) {
        #expect(CodeHelp.answer(to: ["help", code.rawValue])?.contains(code.help) == true)
    }

    @Test func `X-60: says a refusal in both languages`() throws {
        let answer = try #require(CodeHelp.answer(to: ["help", "policy.channel"]))
        #expect(answer.contains("fr: ") && answer.contains("en: "))
    }

    @Test func `X-60: names the nearest code when there is none of that name`() {
        #expect(CodeHelp.answer(to: ["help", "policy.chanel"])?.contains("nomade help policy.channel") == true)
    }

    @Test func `leaves the help of a command to the command`() {
        #expect(CodeHelp.answer(to: ["help", "people"]) == nil)
    }
}
