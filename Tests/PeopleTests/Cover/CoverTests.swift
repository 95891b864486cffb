import Audit
import City
import People
import Policy
import Store
import Testing
import TwoEngines
import Web

@Suite(.onBothEngines) struct `A cover at the HR desk` {
    private let town: TownSample
    private let sophie = "0405230"
    private let awa = "0412381"
    private let lea = "0412382"
    private let yann = "0412377"

    init() async throws {
        town = try await TownSample()
        let hr = "Gestionnaire RH"
        try await town.takeIn([
            TownSample.line(sophie, "ROY", "Sophie", [.department: "dpe", .function: hr]),
            TownSample.line(sophie, "ROY", "Sophie", [.department: "dpe", .function: "Référent informatique"]),
            TownSample.line(awa, "BA", "Awa", [.department: "dasco", .function: hr]),
            TownSample.line(awa, "BA", "Awa", [.department: "dasco", .function: "Référent informatique"]),
            TownSample.line(lea, "MARTIN", "Léa", [.department: "dasco", .function: hr]),
            TownSample.line("0412383", "KONÉ", "Ada", [.department: "cde", .function: hr]),
            TownSample.line("0412384", "PETIT", "Noé", [.department: "dasco", .function: hr]),
            TownSample.line(yann, "LE GALL", "Yann", [.department: "dpe"]),
            TownSample.line("0412379", "MÜLLER", "Karim", [.department: "cde"]),
        ])
        for number in [sophie, awa, lea, "0412383", yann] { try await town.activate(number) }
    }

    private func officer(_ number: String, after hours: Int64 = 0) -> DeskOfficer {
        DeskOfficer(number, in: town.city, at: moment(hours))
    }

    /// Noon of 24 November, and hours later.
    private func moment(_ hours: Int64) -> Instant { TownSample.noon.adding(seconds: hours * 3_600) }

    @discardableResult
    private func name(
        _ colleague: String,
        by number: String? = nil,
        from first: String = "2026-11-25",
        until last: String = "2026-11-27"
    ) async throws -> DeskOfficer.Naming {
        let officer = officer(number ?? sophie)
        return try await town.database.write {
            let typed = TypedCover(colleague: colleague, first: first, last: last)
            return try officer.nameCover(typed, at: TownSample.noon, in: $0)
        }
    }

    private func end(_ officer: String, by number: String, after hours: Int64 = 24) async throws -> DeskCover? {
        let (by, now) = (self.officer(number, after: hours), moment(hours))
        return try await town.database.write { try by.endCover(of: officer, at: now, in: $0) }
    }

    private func sees(_ number: String, by officer: String, after hours: Int64) async throws -> Bool {
        let officer = self.officer(officer, after: hours)
        return try await town.database.read { try officer.person(number, in: $0) != nil }
    }

    private func departments(of number: String, after hours: Int64) async throws -> [String] {
        let officer = officer(number, after: hours)
        return try await town.database.read { try DeskStore.departments(officer.scope, in: $0) }
    }

    private func change(_ assignment: SQL) async throws {
        try await town.database.write { try $0.execute("UPDATE assignment SET \(sql: assignment)") }
    }

    private func mistakes(_ naming: DeskOfficer.Naming) -> [String]? {
        if case .mistaken(let mistakes) = naming { mistakes.map(\.code) } else { nil }
    }

    @Test func `CO-1: is a colleague of the same employer who holds the desk with an active credential, never oneself`()
        async throws
    {
        let officer = officer(sophie)
        let offered = try await town.database.read { try CoverStore.colleagues(officer.scope, in: $0).map(\.number) }
        #expect(offered == [awa, lea])
        for number in [sophie, "0412383", "0412384", yann, "0499999", ""] {
            #expect(try await mistakes(name(number)) == ["cover.no-colleague"], "\(number)")
        }
        #expect(try await mistakes(name(awa)) == nil)
    }

    @Test(arguments: [
        ("2026-11-23", "2026-11-25", ["cover.first-wrong"]),
        ("2027-11-25", "2027-11-26", ["cover.first-wrong", "cover.last-wrong"]),
        ("", "2026-11-25", ["cover.first-wrong"]), ("2026-11-25", "2026-11-24", ["cover.last-wrong"]),
        ("2026-11-25", "2027-01-24", ["cover.last-wrong"]), ("2026-11-25", "", ["cover.last-wrong"]),
    ])
    func `CO-2: begins today or within a year, and lasts sixty days at most`(
        first: String,
        last: String,
        codes: [String]
    ) async throws {
        #expect(try await mistakes(name(awa, from: first, until: last)) == codes)
    }

    @Test func `CO-2: takes the first and the last day that its rule lets through`() async throws {
        for (first, last) in [("2026-11-24", "2026-11-24"), ("24/11/2026", "22/01/2027"), ("2027-11-24", "2028-01-22")]
        {
            #expect(try await mistakes(name(awa, from: first, until: last)) == nil, "\(first)")
            #expect(try await end(sophie, by: sophie, after: 0) != nil)
        }
    }

    @Test func `CO-3: is one at a time`() async throws {
        try await name(awa)
        #expect(try await name(lea) == .standing)
        let later = officer(sophie, after: 5 * 24)
        let again = try await town.database.write { [lea] in
            let typed = TypedCover(colleague: lea, first: "2026-12-01", last: "2026-12-02")
            return try later.nameCover(typed, at: TownSample.noon.adding(seconds: 5 * TownSample.day), in: $0)
        }
        #expect(mistakes(again) == nil && again != .standing)
    }

    @Test func `CO-4, S-28: opens the absent officer's departments from the first day to the last midnight, city time`()
        async throws
    {
        try await name(awa)
        #expect(try await !sees(yann, by: awa, after: 11))
        for hours: Int64 in [12, 60, 83] { #expect(try await sees(yann, by: awa, after: hours), "\(hours)") }
        #expect(try await !sees(yann, by: awa, after: 84))
        #expect(try await !sees(yann, by: lea, after: 24))
        #expect(try await departments(of: awa, after: 24) == ["dasco", "dpe"])
        #expect(try await departments(of: sophie, after: 24) == ["dpe"])
    }

    @Test func `CO-4: follows what the absent officer holds that day, within the employer that both serve`()
        async throws
    {
        try await name(awa)
        try await change("department = 'cde' WHERE agent = '0405230'")
        #expect(try await departments(of: awa, after: 24) == ["dasco"])
        try await change("department = 'dpe' WHERE agent = '0405230'")
        #expect(try await departments(of: awa, after: 24) == ["dasco", "dpe"])
    }

    @Test func `CO-4: makes no chain, and widens no other desk`() async throws {
        try await name(awa)
        try await name(lea, by: awa)
        #expect(try await departments(of: lea, after: 24) == ["dasco"])
        let contact = ITContact(awa, in: town.city, at: moment(24))
        let reached = try await town.database.read { try DeskStore.departments(contact.scope, in: $0) }
        #expect(reached == ["dasco"])
    }

    @Test(arguments: ["0405230", "0412381"])
    func `CO-5, S-16: ends for good when the access of one of the two is suspended`(number: String) async throws {
        try await name(awa)
        try await town.database.write {
            try CredentialStore.suspend(number, because: "essai", by: .terminal, at: TownSample.noon, in: $0)
        }
        #expect(try await !sees(yann, by: awa, after: 24))
        try await town.database.write {
            try CredentialStore.resume(number, because: "essai", by: .terminal, at: TownSample.noon, in: $0)
        }
        #expect(try await !sees(yann, by: awa, after: 24))
    }

    @Test(arguments: ["0405230", "0412381"])
    func `CO-5, S-16: opens nothing from the moment that one of the two no longer holds the desk`(number: String)
        async throws
    {
        try await name(awa)
        try await change("function = NULL, function_title = NULL WHERE agent = \(number)")
        #expect(try await !sees(yann, by: awa, after: 24))
    }

    @Test func `CO-5: opens nothing while a position of the feed suspends one of the two`() async throws {
        try await name(awa)
        for number in [sophie, awa] {
            try await change("position = 'suspended' WHERE agent = \(number)")
            #expect(try await !sees(yann, by: awa, after: 24), "\(number)")
            try await change("position = 'tenured' WHERE agent = \(number)")
        }
    }

    @Test func `CO-6, S-28: is ended early by either of the two, and for nobody else is there one`() async throws {
        for one in [sophie, awa] {
            try await name(awa)
            for (of, by) in [(sophie, lea), (awa, awa), ("0499999", awa)] {
                #expect(try await end(of, by: by) == nil, "\(of) by \(by)")
            }
            #expect(try await sees(yann, by: awa, after: 24))
            #expect(try await end(sophie, by: one) != nil)
            #expect(try await !sees(yann, by: awa, after: 24))
            #expect(try await end(sophie, by: one) == nil)
        }
        let lea = officer(lea)
        var texts: [[String]] = []
        for number in [sophie, "0499999"] {
            texts.append(
                try await town.database.statements.texts {
                    _ = try await town.database.write { try lea.endCover(of: number, at: TownSample.noon, in: $0) }
                }
            )
        }
        #expect(texts[0] == texts[1])
    }

    @Test func `CO-7, S-29: gives no act on the officer who is away, nor on who is stronger`() async throws {
        try await name(awa)
        let (awa, lea, now) = (officer(awa, after: 24), officer(lea, after: 24), moment(24))
        await #expect(throws: DeskRefusal.coveredFile) {
            try await town.database.write { [sophie] in
                _ = try awa.act(.suspend, on: sophie, because: "essai", at: now, in: $0)
            }
        }
        await #expect(throws: DeskRefusal.coveredFile) {
            try await town.database.write { [sophie, keys = town.keys] in
                _ = try awa.beginCheck(of: sophie, keys: keys, at: now, in: $0)
            }
        }
        let seen = try await town.database.read { [sophie] in try lea.person(sophie, in: $0) }
        #expect(seen == nil)
        try await change("function = 'rssi', function_title = 'RSSI' WHERE agent = '0412377'")
        await #expect(throws: DeskRefusal.stronger) {
            try await town.database.write { [yann] in
                _ = try awa.act(.suspend, on: yann, because: "essai", at: now, in: $0)
            }
        }
    }

    @Test func `CO-7, S-29: confirms no reset of the officer who is away`() async throws {
        try await name(awa)
        let (noa, now, sophie) = ("0412384", moment(24), sophie)
        try await town.activate(noa)
        try await change("department = 'dpe' WHERE agent = '0412384'")
        let (opener, keys) = (officer(noa, after: 24), town.keys)
        _ = try await town.database.write {
            try opener.openReset(
                for: sophie,
                because: "Téléphone perdu",
                identified: .paper,
                keys: keys,
                at: now,
                in: $0
            )
        }
        let second = SecondPerson(awa, at: .hr, in: town.city, on: now)
        await #expect(throws: DeskRefusal.coveredFile) {
            try await town.database.write { _ = try second.confirm(sophie, at: now, in: $0) }
        }
    }

    @Test func `CO-8: is in the log, and so are its acts, under the colleague's own number`() async throws {
        try await name(awa)
        let (by, now, yann) = (officer(awa, after: 24), moment(24), yann)
        _ = try await town.database.write { try by.act(.suspend, on: yann, because: "essai", at: now, in: $0) }
        _ = try await end(sophie, by: awa)
        let entries = try await town.database.read { try AuditLog.entries(after: 0, limit: 1_000, in: $0) }
            .map(\.entry)
        let suspended = entries.first { $0.act == "credential.suspend" }
        #expect(suspended?.who == .agent(awa) && suspended?.subject == yann)
        let (named, ended) = (entries.first { $0.act == "cover.named" }, entries.first { $0.act == "cover.ended" })
        #expect(named?.who == .agent(sophie) && named?.subject == awa)
        #expect(ended?.who == .agent(awa) && ended?.subject == sophie)
    }
}
