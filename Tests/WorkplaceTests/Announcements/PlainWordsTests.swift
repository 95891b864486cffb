import Testing
import Workplace

@Suite struct `Plain words` {
    @Test(arguments: [
        ("Un.\r\n\r\nDeux.", ["Un.", "Deux."]), ("Un.\n \t\nDeux.\rTrois.", ["Un.", "Deux.\nTrois."]),
        ("\n\n  Un.  \n\n\n\nDeux.\n\n", ["Un.", "Deux."]),
        ("Un.\u{301}\r\n\u{301}Deux.", ["Un.\u{301}\n\u{301}Deux."]),
        ("", []), (" \r\n\u{A0}\n", []),
    ])
    func `HM-28: are paragraphs parted by empty lines, however a line ends`(typed: String, paragraphs: [String]) {
        #expect(PlainWords(typed).paragraphs == paragraphs)
        #expect(PlainWords(PlainWords(typed).text).paragraphs == paragraphs)
    }

    @Test func `HM-20: make one line of a title, and know when nothing is said`() {
        #expect(PlainWords.line("  Le quai\r\n Est \u{A0}ferme ") == "Le quai Est ferme")
        for nothing in ["", "  ", "\u{200B}", "…", "\u{301}"] { #expect(!PlainWords.says(nothing), "\(nothing)") }
        #expect(PlainWords.says("é") && PlainWords.says("9"))
    }
}
