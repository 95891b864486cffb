import Audit
import City
import People
import Policy
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `A dossier` {
    private let town: TownSample
    private let day = TownSample.day

    init() async throws {
        town = try await TownSample()
        try await town.takeIn([
            TownSample.line("0412377", "LE GALL", "Yann", [.birthDate: "2001-11-23"]),
            TownSample.line("0412378", "DIOP", "Awa"),
        ])
    }

    private func progress(_ number: String, after days: Int64 = 0) async throws -> DossierProgress {
        let city = town.city
        let today = city.day(of: TownSample.noon.adding(seconds: days * day))
        return try await town.database.read { reading in
            let agent = try #require(try AgentStore.agent(number, in: reading))
            let dossier = try #require(try DossierStore.dossier(of: number, in: reading))
            return DossierProgress(agent, dossier, in: city, on: today)
        }
    }

    private func reference(_ number: String) async throws -> DossierReference {
        let keys = town.keys
        return try #require(try await town.database.read { try DossierStore.reference(of: number, keys: keys, in: $0) })
    }

    private func find(_ reference: DossierReference, born: String) async throws -> String? {
        let (keys, date) = (town.keys, try #require(CalendarDate(born)))
        return try await town.database.read { try DossierStore.find(reference, born: date, keys: keys, in: $0) }
    }

    private func issue(_ number: String, after days: Int64) async throws {
        try await town.database.write { [day] in
            _ = try ActivationStore.issue(
                for: number,
                by: .agent("0405230"),
                at: TownSample.noon.adding(seconds: days * day),
                in: $0
            )
        }
    }

    @Test func `DO-3: is opened with the agent, by the feed, and once`() async throws {
        let first = try await reference("0412377")
        let dossier = try await progress("0412377").dossier
        #expect(dossier.openedAt == TownSample.noon && dossier.openedBy == .terminal && dossier.steps.isEmpty)
        try await town.takeIn([
            TownSample.line("0412377", "LE GALL", "Yann", [.birthDate: "2001-11-23"]),
            TownSample.line("0412378", "DIOP", "Awa"), TownSample.line("0412379", "BA", "Ines"),
        ])
        #expect(try await reference("0412377") == first)
        #expect(try await reference("0412379") != first)
    }

    @Test func `DO-1, S-13: keeps its reference as HMAC and sealed, never as it is printed`() async throws {
        let reference = try await reference("0412377")
        let rows = try await town.database.read { reading in
            try reading.query("SELECT code, reference FROM dossier").map {
                (try $0["code"] as [UInt8], try $0["reference"] as [UInt8])
            }
        }
        let printed = Array(reference.characters.utf8)
        #expect(
            rows.count == 2
                && rows.allSatisfy { $0.0.count == 32 && !$0.1.contains(printed) && !$0.0.contains(printed) }
        )
        let other = KeyFile.inMemory()
        await #expect(throws: SealRefusal.self) {
            try await town.database.read { try DossierStore.reference(of: "0412377", keys: other, in: $0) }
        }
    }

    @Test func `DO-4: is found by its own reference and birth date, and by nothing else`() async throws {
        let (yann, awa) = (try await reference("0412377"), try await reference("0412378"))
        #expect(try await find(yann, born: "2001-11-23") == "0412377")
        #expect(try await find(yann, born: "2001-11-24") == nil)
        #expect(try await find(.random(), born: "2001-11-23") == nil)
        #expect(try await find(awa, born: "2001-11-23") == nil)
    }

    @Test func `DO-4, S-21: wrong reference, wrong date and unknown date cost the same statements`() async throws {
        let (yann, awa) = (try await reference("0412377"), try await reference("0412378"))
        var texts: [[String]] = []
        for (reference, date) in [(yann, "2001-11-24"), (.random(), "2001-11-23"), (awa, "2001-11-23")] {
            texts.append(try await town.database.statements.texts { _ = try await find(reference, born: date) })
        }
        #expect(Set(texts).count == 1)
        #expect(texts[0].count(where: { $0.contains("dossier") }) == 1)
    }

    @Test func `DO-5: each step has its date and its author, and who moves it on`() async throws {
        #expect(try await progress("0412377").actor == .hr)
        try await issue("0412377", after: 2)
        let issued = try await progress("0412377", after: 3)
        #expect(issued.state == .issued && issued.actor == .agent && issued.daysWaited == 1)
        #expect(issued.dossier.steps.map(\.state) == [.issued])
        #expect(issued.dossier.author(of: .issued) == .agent("0405230"))
        #expect(issued.dossier.reached(.issued) == TownSample.noon.adding(seconds: 2 * day))
        #expect(issued.phases.map(\.mark) == [.passed, .current, .ahead])
        try await town.activate("0412377", at: TownSample.noon.adding(seconds: 4 * day))
        #expect(try await progress("0412377", after: 4).actor == .nobody)
    }

    @Test func `DO-5: no act, no step; no step, no act`() async throws {
        await #expect(throws: CredentialRefusal.self) {
            try await town.database.write {
                try CredentialStore.resume("0412377", because: "no", by: .terminal, at: TownSample.noon, in: $0)
            }
        }
        #expect(try await progress("0412377").dossier.steps.isEmpty)
    }

    @Test func `DO-7: a step is late when it lasts longer than the city allows, not before`() async throws {
        #expect(try await !progress("0412377", after: 3).isLate)
        #expect(try await progress("0412377", after: 4).isLate)
        let city = town.city
        let today = city.day(of: TownSample.noon.adding(seconds: 4 * day))
        try await issue("0412378", after: 1)
        let late = try await town.database.read { try DossierStore.late(in: city, on: today, from: $0) }
        #expect(late.map(\.agent.number) == ["0412377"])
    }

    @Test func `DO-4, S-31: opens no more once the credential is closed`() async throws {
        let reference = try await reference("0412377")
        try await town.database.write {
            try CredentialStore.close("0412377", because: "never came", by: .terminal, at: TownSample.noon, in: $0)
        }
        #expect(try await find(reference, born: "2001-11-23") == nil)
    }
}
