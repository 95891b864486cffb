import People
import Policy
import Testing

/// The feed of the tests: its header, one good line, and the keys of a small city.
enum FeedSample {
    static let header =
        "matricule;nom;nom_usage;prenom;date_naissance;direction;unite;fonction;responsable;position;"
        + "debut;fin;courriel;telephone;langue"
    static let awa =
        "0412345;DIOP;;Awa;12/03/1985;DASCO;;Agente de restauration;;titulaire;2020-09-01;;"
        + "awa.diop@nomades.example;06 12 34 56 78;fr"

    static let vocabulary = FeedVocabulary(departments: [
        "dasco": (names: ["DASCO", "Affaires scolaires"], units: []),
        "dpe": (names: ["DPE", "Propreté et eau"], units: ["Atelier nord", "Atelier sud"]),
    ])

    static func read(_ text: String, columns: [String: String] = [:]) throws(FeedRefusal) -> Feed {
        try Feed.read(Array(text.utf8), columns: columns, vocabulary: vocabulary)
    }

    /// Awa's line with some of its fields, by column index, replaced.
    static func line(_ values: [Int: String]) -> String {
        var fields = awa.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        for (index, value) in values { fields[index] = value }
        return fields.joined(separator: ";")
    }
}

@Suite struct `A feed` {
    private func read(_ lines: String...) throws(FeedRefusal) -> Feed {
        try FeedSample.read(([FeedSample.header] + lines).joined(separator: "\n"))
    }

    private func read(line values: [Int: String]) throws(FeedRefusal) -> Feed {
        try read(FeedSample.line(values))
    }

    @Test func `says who works where, since when and as what`() throws {
        let feed = try FeedSample.read("\(FeedSample.header)\r\n\(FeedSample.awa)\r\n")
        let line = try #require(feed.lines.first)
        #expect(feed.setAside.isEmpty)
        #expect(line.line == 2)
        #expect(line.person.number == "0412345")
        #expect(line.person.names == AgentNames(birth: "DIOP", usage: nil, first: "Awa"))
        #expect(line.person.birthDate == CalendarDate("1985-03-12"))
        #expect(line.person.phone?.e164 == "+33612345678")
        #expect(line.assignment.department == "dasco")
        #expect(line.assignment.position == .tenured)
        #expect(line.assignment.until == nil)
    }

    @Test(arguments: ["", "\u{FEFF}"], [";", ","])
    func `is read alike with or without byte order mark, with semicolons or commas`(
        mark: String,
        separator: String
    ) throws {
        let text = FeedSample.header + "\n" + FeedSample.awa
        let other = try FeedSample.read(mark + text.replacing(";", with: separator))
        let usual = try FeedSample.read(text)
        #expect(other.lines == usual.lines)
        #expect(usual.lines.count == 1)
    }

    @Test func `RFC 4180: quoted fields keep separators, doubled quotes and line breaks`() throws {
        let quoted = "0412345;\"DI;OP\";;\"A\"\"wa\"\"\";;dasco;;\"Agente\r\nvolante\";;titulaire;2020-09-01;;;;\r"
        let feed = try read(quoted, FeedSample.awa)
        #expect(feed.lines.first?.person.names.birth == "DI;OP")
        #expect(feed.lines.first?.person.names.first == "A\"wa\"")
        #expect(feed.lines.first?.assignment.function == "Agente volante")
        #expect(feed.lines.last?.line == 4)
    }

    @Test func `sets a bad line aside with its number and reason while the others pass`() throws {
        let feed = try read(FeedSample.awa, FeedSample.line([0: "0412346", 5: "DASKO"]))
        #expect(feed.lines.count == 1)
        #expect(feed.setAside.map(\.line) == [3])
        let reason = "feed.department: direction \"DASKO\" is not in the city file, nearest: dasco"
        #expect(feed.setAside.first?.reason == reason)
        #expect(feed.spared == ["0412346"])
    }

    @Test func `reports everything that is wrong with a line at once`() throws {
        let feed = try read(line: [0: "41A", 4: "31/02/1985", 9: "titulère", 11: "2019-01-01", 14: "de"])
        let mistakes = try #require(feed.setAside.first?.mistakes)
        #expect(mistakes.map(\.code) == [.numberForm, .date, .language, .position, .period])
        #expect(mistakes[3].nearest == "titulaire")
    }

    @Test(arguments: [
        (0, "", "feed.missing"), (5, "", "feed.missing"), (9, "", "feed.position"), (10, "", "feed.missing"),
        (10, "hier", "feed.date"), (12, "awa at nomades", "feed.mail"), (8, "chef", "feed.number-form"),
        (0, "4,12345E+05", "feed.number-form"), (3, String(repeating: "é", count: 1_500), "feed.field-too-long"),
    ])
    func `gives each mistake its own code`(column: Int, value: String, code: String) throws {
        #expect(try read(line: [column: value]).setAside.first?.mistakes.first?.code.rawValue == code)
    }

    @Test func `knows the units of a department that lists them`() throws {
        let known = try read(line: [5: "Propreté et eau", 6: "ATELIER NORD"])
        #expect(known.lines.first?.assignment.unit == "Atelier nord")
        #expect(
            try read(line: [5: "dpe", 6: "Atelier nors"]).setAside.first?.mistakes.first?.nearest == "Atelier nord"
        )
        let free = try read(line: [5: "dasco", 6: "École Jules Ferry"])
        #expect(free.lines.first?.assignment.unit == "École Jules Ferry")
    }

    @Test func `an open quote costs its own line only`() throws {
        let open = "0412399;\"DIOP;;Awa;;dasco;;;;titulaire;2020-09-01;;;;"
        let feed = try read(open, FeedSample.awa, FeedSample.line([0: "0412346"]))
        #expect(feed.lines.map(\.line) == [3, 4])
        #expect(feed.setAside.map(\.line) == [2])
        #expect(feed.setAside.first?.mistakes.map(\.code) == [.openQuote])
        #expect(feed.spared == ["0412399"])
    }

    @Test func `a quote inside a field and a line too short are set aside, blank lines passed over`() throws {
        let feed = try read(FeedSample.line([1: "DI\"OP"]), "0412346;X;;Y", FeedSample.awa, "", ";;;", "")
        #expect(feed.setAside.map(\.line) == [2, 3])
        #expect(feed.setAside.map { $0.mistakes[0].code } == [.strayQuote, .width])
        #expect(feed.lines.map(\.line) == [4])
    }

    @Test func `a name with a tab or two spaces is the name with one space`() throws {
        let feed = try read(line: [1: "LE\tGOFF", 3: "Jean  Pierre "])
        #expect(feed.lines.first?.person.names == AgentNames(birth: "LE GOFF", usage: nil, first: "Jean Pierre"))
    }

    @Test func `D-111: a malformed phone passes, kept as typed`() throws {
        #expect(try read(line: [13: "06 12 34"]).lines.first?.person.phone == PhoneNumber("06 12 34"))
    }

    @Test(arguments: [
        ("Stagiaire", Position.trainee), ("contractuelle", .contract), ("VACATAIRE", .hourly),
        ("Mise à disposition", .lent), ("DETACHEMENT SORTANT", .secondedOut), ("seconded-in", .secondedIn),
        ("Disponibilité", .availability), ("parental-leave", .parentalLeave),
        ("congé de longue maladie", .longSickLeave), ("suspension", .suspended), ("exclusion temporaire", .excluded),
        ("retraite", .retired), ("radiation des cadres", .struckOff), ("décès", .deceased),
    ])
    func `D-80 to D-92: positions have their French names and their codes`(name: String, position: Position) {
        #expect(PositionName.position(name) == position)
    }

    @Test func `D-83: a secondment without direction is no position`() {
        #expect(PositionName.position("détachement") == nil)
    }

    @Test func `takes the city's own headers`() throws {
        let text = "Mat,Nom,Prénom,Dir,Pos,Début\n0412345,DIOP,Awa,dasco,titulaire,2020-09-01\n"
        let names = ["matricule": "MAT", "prenom": "Prénom", "direction": "dir", "position": "Pos", "debut": "Début"]
        #expect(try FeedSample.read(text, columns: names).lines.first?.person.number == "0412345")
    }

    @Test func `takes the usual headers where the city's own are not on the feed`() throws {
        let text = FeedSample.header + "\n" + FeedSample.awa
        #expect(try FeedSample.read(text, columns: ["matricule": "Mat"]).lines.count == 1)
    }
}
