import Testing

@testable import Web

@Suite struct `A text that counts` {
    private let texts = Texts([
        TextFile(.fr, Array("wait = Patientez {n} {n|seconde|secondes}.\nmany = {n|un|des}".utf8)),
        TextFile(.en, Array("wait = Wait {n} {n|second|seconds}.".utf8)),
    ])

    @Test(arguments: [("0", "seconde", "seconds"), ("1", "seconde", "second"), ("2", "secondes", "seconds")])
    func `X-4: takes the form of its language for the number`(n: String, french: String, english: String) {
        #expect(texts("wait", in: .fr, ["n": n]) == "Patientez \(n) \(french).")
        #expect(texts("wait", in: .en, ["n": n]) == "Wait \(n) \(english).")
    }

    @Test func `W-4: names its number once, whatever the forms`() {
        #expect(Texts.placeholders(of: "{n} {n|seconde|secondes} {app}") == ["n", "app"])
        #expect(texts("wait", in: .fr) == "Patientez {n} {n}.")
    }
}
