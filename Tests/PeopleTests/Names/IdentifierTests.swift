import People
import Testing

@Suite struct `An identifier` {
    private func text(_ first: String, _ last: String, _ ordinal: Int = 1) -> String? {
        IdentifierStem(first: first, last: last)?.identifier(ordinal).text
    }

    @Test(arguments: [
        ("Éloïse", "D'HAËNE", "eloise.dhaene"),
        ("Jean Pierre", "ŒUVRARD", "jean.oeuvrard"),
        ("Jean-Pierre", "de La Tour d'Auvergne", "jean-pierre.de-la-tour-dauvergne"),
        ("İpek", "IŞIK", "ipek.isik"),
        ("Thị Hồng", "NGUYỄN", "thi.nguyen"),
        ("Seán", "Ó Súilleabháin", "sean.o-suilleabhain"),
        ("Łukasz", "N’Diaye-Müller", "lukasz.ndiaye-muller"),
    ])
    func `D-101: the seven names of the rule fold as the rule says`(first: String, last: String, expected: String) {
        #expect(text(first, last) == expected)
    }

    @Test(arguments: ["'", "’", "‘", "ʼ", "´", "`", "′", "＇", "ʹ"])
    func `D-101: an apostrophe of any kind is dropped`(apostrophe: String) {
        #expect(text("Jeanne", "D\(apostrophe)Arc") == "jeanne.darc")
    }

    @Test(arguments: [
        ("Læticia", "Weiß", "laeticia.weiss"), ("Søren", "Đặng", "soren.dang"),
        ("Þór", "Guðmundsson", "thor.gudmundsson"), ("ILGAZ", "ışık", "ilgaz.isik"),
        ("María", "Ñuñez", "maria.nunez"), ("Ayşe", "Şahin", "ayse.sahin"),
    ])
    func `D-101: letters that do not decompose have their Latin form`(first: String, last: String, expected: String) {
        #expect(text(first, last) == expected)
    }

    @Test func `D-101: spaces and hyphens of every kind and number become one hyphen`() {
        #expect(text("Anne", "Le\u{00A0}\u{2011}  Goff -") == "anne.le-goff")
        #expect(text("Anne\tLise", "Le\u{2009}Goff") == "anne.le-goff")
    }

    @Test func `D-101: composed and decomposed spellings fold alike`() {
        #expect(text("E\u{0301}loi\u{0308}se", "Noe\u{0308}l") == text("Éloïse", "Noël"))
        #expect(text("\u{212B}sa", "Berg") == "asa.berg")
    }

    @Test(arguments: ["NULL", "True", "Test"])
    func `D-101: words that machines know are names like any other`(last: String) {
        #expect(text("Marie", last) == "marie.\(last.lowercased())")
    }

    @Test func `D-102: at most twenty characters stand before the dot and forty after, and no hyphen at the cut`() {
        let long = text("Bartholomeus-Alexan-dra", "Abcdefghijklmnopqrstuvwxyzabcdefghijklm nopq")
        #expect(long == "bartholomeus-alexan.abcdefghijklmnopqrstuvwxyzabcdefghijklm")
    }

    @Test func `D-102: a homonym's number counts within the forty characters`() {
        let name = String(repeating: "a", count: 61)
        #expect(text("Jean", name, 12) == "jean." + String(repeating: "a", count: 38) + "12")
    }

    @Test func `D-103: homonyms are numbered behind the last name from two on`() {
        #expect([1, 2, 3].map { text("Jean", "Martin", $0) } == ["jean.martin", "jean.martin2", "jean.martin3"])
    }

    @Test func `D-106: a person of one name has it on both sides of the dot`() {
        #expect(text("", "Sukarno") == "sukarno.sukarno")
        #expect(text("Sukarno", " ") == "sukarno.sukarno")
    }

    @Test func `D-106: a name without Latin form gives none, so that the number serves`() {
        #expect(text("花子", "山田") == nil)
        #expect(text("Hanako", "山田") == nil)
        #expect(text("", "") == nil)
    }

    @Test func `always has the form of D-101, whatever the name`() throws {
        let form = try Regex("[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]+(-[a-z0-9]+)*")
        let pool = Array("aZé-' .’\u{0301}ŒıÑ9\t\u{200B}山,;\"<".unicodeScalars)
        for _ in 0..<2_000 {
            let scalars = (0..<Int.random(in: 0...60)).compactMap { _ in pool.randomElement() }
            let half = scalars.count / 2
            let first = scalars[..<half].reduce(into: "") { $0.unicodeScalars.append($1) }
            let last = scalars[half...].reduce(into: "") { $0.unicodeScalars.append($1) }
            guard let identifier = text(first, last, Int.random(in: 1...120)) else { continue }
            #expect(try form.wholeMatch(in: identifier) != nil, "\(first.debugDescription), \(last.debugDescription)")
            #expect(identifier.utf8.count <= 61)
        }
    }
}

@Suite struct `What a person types to say who they are` {
    @Test(arguments: ["Éloïse.D'HAËNE", " eloise.dhaene ", "ELOISE . D’Haëne", "e\u{0301}loi\u{0308}se.dhaene"])
    func `is one identifier in any case, with or without accents, with spaces`(typed: String) {
        #expect(TypedIdentifier(typed) == .name("eloise.dhaene"))
    }

    @Test(arguments: ["0412345", " 041 23 45 ", "041\u{00A0}2345"])
    func `D-110: is one employee number with its leading zeros`(typed: String) {
        #expect(TypedIdentifier(typed) == .number("0412345"))
    }

    @Test func `is one mail address in any case`() {
        #expect(TypedIdentifier(" Awa.Diop@Nomades.Example ") == .mail("awa.diop@nomades.example"))
    }

    @Test func `S-22: has one spelling under which guesses are counted`() {
        #expect(TypedIdentifier("JEAN.MARTIN").canonical == TypedIdentifier(" jean . martin").canonical)
        #expect(TypedIdentifier("0412345").canonical != TypedIdentifier("412345").canonical)
    }

    @Test(arguments: ["", "\0", ".", "@", "\u{202E}1\u{0301}", String(repeating: "é", count: 10_000)])
    func `S-38: is read whatever it is and however long`(typed: String) {
        #expect(TypedIdentifier(typed).canonical.utf8.count <= 600)
    }
}
