import Audit
import City
import People
import Policy
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `The desk of an HR office` {
    private let town: TownSample
    private let sophie = "0405230"

    init() async throws {
        town = try await TownSample()
        try await town.takeIn([
            TownSample.line(sophie, "ROY", "Sophie", [.department: "dpe", .function: "Gestionnaire RH"]),
            TownSample.line("0412377", "LE GALL", "Yann", [.department: "dpe", .from: "2026-11-20"]),
            TownSample.line("0412378", "D'HAËNE", "Éloïse", [.department: "dpe", .from: "2027-01-01"]),
            TownSample.line("0412379", "MÜLLER", "Karim", [.department: "dasco"]),
            TownSample.line("0412380", "NGUYỄN", "Thị Hồng", [.department: "dpe", .function: "RSSI"]),
            TownSample.line("0412381", "BA", "Awa", [.department: "dpe", .until: "2026-10-31"]),
        ])
        for number in [sophie, "0412380"] { try await town.activate(number) }
    }

    private func officer(_ number: String? = nil, after days: Int64 = 0) -> DeskOfficer {
        DeskOfficer(number ?? sophie, in: town.city, at: TownSample.noon.adding(seconds: days * TownSample.day))
    }

    private func list(_ question: DeskQuestion = DeskQuestion(), by officer: DeskOfficer? = nil) async throws
        -> [String]
    {
        let (officer, city) = (officer ?? self.officer(), town.city)
        return try await town.database.read {
            try DeskStore.list(question, officer.scope, in: city, from: $0).rows.map(\.agent.number)
        }
    }

    private func act(_ act: DeskAct, on number: String, because reason: String = "essai") async throws -> Bool {
        let officer = officer()
        return try await town.database.write {
            try officer.act(act, on: number, because: reason, at: TownSample.noon, in: $0)
        }
    }

    @Test func `DO-8, S-28: lists the own departments' people and no others, and those to come`() async throws {
        #expect(try await list() == ["0412377", "0412378"])
        #expect(
            try await Set(list(DeskQuestion(filter: .all))) == [sophie, "0412377", "0412378", "0412380", "0412381"]
        )
        #expect(try await list(DeskQuestion(filter: .all), by: officer("0412379")) == [])
        #expect(try await list(DeskQuestion(filter: .all), by: officer("0412377")) == [])
    }

    @Test func `DO-12, S-37: who looked, read a reference or took a list away is in the log`() async throws {
        let (officer, keys) = (officer(), town.keys)
        let acts = try await town.database.write { transaction in
            for number in ["0412377", "0412379"] {
                _ = try officer.open(number, at: TownSample.noon, in: transaction)
                _ = try officer.reference(of: number, keys: keys, at: TownSample.noon, in: transaction)
            }
            try officer.noteExport(of: 2, at: TownSample.noon, in: transaction)
            return try AuditLog.entries(after: 0, limit: 99, in: transaction).map(\.entry).filter {
                $0.who == officer.actor && $0.subject != sophie
            }
        }
        #expect(Set(acts.map(\.act)) == ["dossier.viewed", "dossier.reference-read", "desk.exported"])
        #expect(Set(acts.compactMap(\.subject)) == ["0412377"], "a foreign dossier is neither opened nor said to be")
    }

    @Test func `DO-8, S-16: an officer who is suspended or changes department sees nothing more at once`() async throws
    {
        try await town.database.write {
            try $0.execute("UPDATE assignment SET department = 'cde' WHERE agent = '0405230'")
        }
        #expect(try await list(DeskQuestion(filter: .all)) == [sophie])
        try await town.database.write {
            try CredentialStore.suspend("0405230", because: "essai", by: .terminal, at: TownSample.noon, in: $0)
        }
        #expect(try await list(DeskQuestion(filter: .all)) == [])
    }

    @Test func `DO-8: somebody transferred is the new department's from that day, and the old one's no more`()
        async throws
    {
        try await town.database.write {
            try $0.execute("UPDATE assignment SET last_day = '2026-11-25' WHERE agent = '0412377'")
            try $0.execute(
                """
                INSERT INTO assignment (agent, department, position, first_day) VALUES ('0412377', 'dasco', 'tenured', '2026-11-26')
                """
            )
        }
        #expect(try await list(by: officer(after: 1)).contains("0412377"))
        #expect(try await !list(DeskQuestion(filter: .all), by: officer(after: 2)).contains("0412377"))
    }

    @Test(arguments: [
        ("gall", "0412377"), ("DHAENE eloise", "0412378"), ("d’haëne", "0412378"), ("041237", "0412377"),
        ("le-gall", "0412377"),
    ])
    func `DO-9, D-105: finds by the beginning of any name, folded, or of the number`(words: String, number: String)
        async throws
    {
        #expect(try await list(DeskQuestion(search: words)).first == number)
        #expect(try await list(DeskQuestion(search: words + "x")) == [])
    }

    @Test func `DO-9: what a search types is never more than a word`() async throws {
        for words in ["%", "_", "' OR 1 = 1 --", "%' --"] {
            let found = try await list(DeskQuestion(search: words))
            #expect(found == [] || found == ["0412377", "0412378"], "\(words)")
        }
        for words in ["muller", "g_ll", "g%l"] {
            #expect(try await list(DeskQuestion(search: words)) == [], "\(words)")
        }
    }

    @Test func `DO-9, X-50: late and mine comes first`() async throws {
        try await town.database.write {
            try $0.execute("UPDATE agent SET credential_since = credential_since - 2 * 86400 WHERE number = '0412377'")
            try $0.execute("UPDATE agent SET credential_since = credential_since - 4 * 86400 WHERE number = '0412378'")
        }
        #expect(try await list() == ["0412378", "0412377"])
        #expect(try await list(DeskQuestion(filter: .late)) == ["0412378"])
        let (officer, city) = (officer(), town.city)
        let counts = try await town.database.read { try DeskStore.counts(officer.scope, in: city, from: $0) }
        #expect((counts.open, counts.late, counts.mine) == (2, 1, 2))
    }

    @Test func `DO-10, S-28: no act reaches somebody foreign or absent, by the same statements`() async throws {
        for number in ["0412379", "0499999"] {
            for kind in [DeskAct.suspend, .resume, .close] { #expect(try await !act(kind, on: number)) }
        }
        let officer = officer()
        var texts: [[String]] = []
        for number in ["0412379", "0499999"] {
            texts.append(
                try await town.database.statements.texts {
                    _ = try await town.database.read { try officer.person(number, in: $0)?.agent.number }
                }
            )
        }
        #expect(texts[0] == texts[1])
    }

    @Test func `DO-10, S-29: no act on oneself, nor on somebody who holds the security desk`() async throws {
        await #expect(throws: DeskRefusal.ownFile) { try await act(.suspend, on: sophie) }
        await #expect(throws: DeskRefusal.stronger) { try await act(.suspend, on: "0412380") }
    }

    @Test func `DO-10, S-25: an active credential is not made anew by the desk alone`() async throws {
        try await town.activate("0412377")
        let officer = officer()
        let judged = try await town.database.read { try officer.judge(["0412377"], at: TownSample.noon, in: $0) }
        #expect(judged?.map(\.refusal) == [.twoPeople])
    }

    @Test func `DO-10: issuing, suspending and closing are steps with their author`() async throws {
        try await town.issueLetter(to: "0412377", by: officer().actor)
        await #expect(throws: DeskRefusal.reasonMissing) { try await act(.suspend, on: "0412377", because: " ") }
        #expect(try await act(.suspend, on: "0412377"))
        await #expect(throws: DeskRefusal.step) { try await act(.suspend, on: "0412377") }
        #expect(try await act(.close, on: "0412377"))
        let dossier = try await town.database.read { try DossierStore.dossier(of: "0412377", in: $0) }
        #expect(dossier?.steps.map(\.state) == [.issued, .suspended, .closed])
        #expect(dossier?.steps.allSatisfy { $0.author == .agent("0405230") } == true)
    }
}
