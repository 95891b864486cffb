import Audit
import City
import People
import Policy
import Store
import Testing
import TwoEngines
import Web

@Suite(.onBothEngines) struct `An IT contact` {
    private let town: TownSample
    private let karim = "0409876"
    private let yann = "0412377"

    init() async throws {
        let dossier = DossierChoice(hasProfileStep: true, days: DossierChoice.usual.days)
        town = try await TownSample(choices: CityChoices(dossier: dossier, directory: .sample))
        try await town.takeIn([
            TownSample.line(karim, "MÜLLER", "Karim", [.department: "dpe", .function: "Référent informatique"]),
            TownSample.line("0405230", "ROY", "Sophie", [.department: "dpe", .function: "Gestionnaire RH"]),
            TownSample.line(yann, "LE GALL", "Yann", [.department: "dpe", .from: "2026-11-20"]),
            TownSample.line("0412378", "D'HAËNE", "Éloïse", [.department: "dpe", .from: "2026-11-20"]),
            TownSample.line("0412379", "BA", "Awa", [.department: "dasco"]),
            TownSample.line("0412380", "NGUYỄN", "Thị Hồng", [.department: "dpe", .function: "RSSI"]),
            TownSample.line("0412381", "IŞIK", "İpek", [.department: "dpe", .until: "2026-10-31"]),
        ])
        for number in [karim, "0405230", "0412380"] { try await town.activate(number) }
    }

    private func contact(_ number: String? = nil) -> ITContact {
        ITContact(number ?? karim, in: town.city, at: TownSample.noon)
    }

    private func list(_ question: DeskQuestion = DeskQuestion(filter: .mine), by contact: ITContact? = nil) async throws
        -> [String]
    {
        let (contact, city) = (contact ?? self.contact(), town.city)
        return try await town.database.read {
            try DeskStore.list(question, contact.scope, in: city, from: $0).rows.map(\.agent.number)
        }
    }

    private func plan(_ number: String, by contact: ITContact) async throws -> DirectoryPlan? {
        let directory = CityDirectory.sample
        return try await town.database.read { reading in
            try contact.person(number, in: reading).flatMap { progress in
                contact.comparison(progress, with: nil)?.plan(in: directory)
            }
        }
    }

    private func acts(about number: String) async throws -> [String] {
        try await town.database.read { try AuditLog.entries(about: number, limit: 20, in: $0).map(\.entry.act) }
    }

    @Test func `DI-12, DI-13: sees who waits for a profile in the own departments, late ones first`() async throws {
        #expect(try await Set(list()) == [yann, "0412378"])
        try await town.database.write {
            try $0.execute("UPDATE agent SET credential_since = credential_since - 9 * 86400 WHERE number = '0412378'")
        }
        #expect(try await list().first == "0412378")
        #expect(try await list(DeskQuestion(search: "dhaene", filter: .all)) == ["0412378"])
        #expect(try await list(DeskQuestion(search: "ba", filter: .all)) == [])
    }

    @Test func `DI-12, S-28: holds the desk by function: an HR officer and a newcomer see nobody by it`() async throws {
        for number in ["0405230", yann, "0412379", "0499999"] {
            #expect(try await list(DeskQuestion(filter: .all), by: contact(number)) == [])
        }
        let officer = DeskOfficer(karim, in: town.city, at: TownSample.noon)
        let seen = try await town.database.read { try officer.person("0412377", in: $0) }
        #expect(seen == nil)
    }

    @Test func `DI-12, S-16: sees nothing more once the function is elsewhere`() async throws {
        try await town.database.write {
            try $0.execute(
                "UPDATE assignment SET function = 'cuisine', function_title = 'cuisine' WHERE agent = '0409876'"
            )
        }
        #expect(try await list(DeskQuestion(filter: .all)) == [])
    }

    @Test(arguments: [
        ("0409876", ITDeskRefusal.ownProfile), ("0412380", .stronger), ("0412381", .gone),
    ])
    func `DI-14, S-29: does nothing to the own profile, to the security desk's, nor to one of who has left`(
        number: String,
        refusal: ITDeskRefusal
    ) async throws {
        let contact = contact()
        let plan = try #require(try await plan(number, by: contact))
        await #expect(throws: refusal) {
            try await town.database.write { try contact.begin(plan, at: TownSample.noon, in: $0) }
        }
        let entry = DirectoryEntry(name: "uid=x", values: [:])
        await #expect(throws: refusal) {
            try await town.database.write { try contact.found(entry, of: number, at: TownSample.noon, in: $0) }
        }
        #expect(try await !acts(about: number).contains { $0.hasPrefix("profile.") })
    }

    @Test func `DI-10, DI-11, S-37: keeps that a write begins, then what came of it, and makes the step`() async throws
    {
        let contact = contact()
        let plan = try #require(try await plan(yann, by: contact))
        #expect(try await town.database.write { try contact.begin(plan, at: TownSample.noon, in: $0) })
        #expect(try await acts(about: yann).first == "profile.write-begun")
        #expect(try await town.agent(yann)?.credential.step == .declared)
        try await town.database.write { try contact.finish(plan, at: TownSample.noon, in: $0) }
        #expect(try await acts(about: yann).prefix(2) == ["credential.create-profile", "profile.created"])
        #expect(try await town.agent(yann)?.credential.step == .profileCreated)
        let dossier = try await town.database.read { try DossierStore.dossier(of: "0412377", in: $0) }
        #expect(dossier?.steps.map(\.act) == [.createProfile] && dossier?.steps.first?.author == .agent(karim))
        #expect(try await !list().contains(yann))
    }

    @Test func `DI-10: a write that nobody finished is made whole from the profile that is found, once`() async throws {
        let contact = contact()
        let plan = try #require(try await plan(yann, by: contact))
        #expect(try await town.database.write { try contact.begin(plan, at: TownSample.noon, in: $0) })
        let entry = DirectoryEntry(name: plan.name, values: [:])
        #expect(try await town.database.write { try contact.found(entry, of: "0412377", at: TownSample.noon, in: $0) })
        #expect(try await town.agent(yann)?.credential.step == .profileCreated)
        await #expect(throws: ITDeskRefusal.step) {
            try await town.database.write { try contact.found(entry, of: "0412377", at: TownSample.noon, in: $0) }
        }
    }

    @Test func `DI-10: a write that failed is kept with its cause, and makes no step`() async throws {
        let contact = contact()
        let plan = try #require(try await plan(yann, by: contact))
        try await town.database.write { try contact.fail(plan, for: .denied, at: TownSample.noon, in: $0) }
        let entry = try await town.database.read {
            try AuditLog.entries(about: "0412377", limit: 1, in: $0).first?.entry
        }
        #expect(entry?.act == "profile.write-failed" && entry?.detail.json.contains("may not do that") == true)
        #expect(entry?.detail.json.contains("LE GALL") == false)
        #expect(try await town.agent(yann)?.credential.step == .declared)
    }

    @Test func `DI-12, S-28: no act reaches somebody foreign or absent, by the same statements`() async throws {
        let contact = contact()
        let own = try #require(try await plan(yann, by: contact))
        let entry = DirectoryEntry(name: "uid=x", values: [:])
        var texts: [[String]] = []
        for number in ["0412379", "0499999"] {
            let plan = DirectoryPlan(kind: own.kind, number: number, name: own.name, changes: own.changes)
            texts.append(
                try await town.database.statements.texts {
                    try await town.database.write { transaction in
                        let isBegun = try contact.begin(plan, at: TownSample.noon, in: transaction)
                        let isFound = try contact.found(entry, of: number, at: TownSample.noon, in: transaction)
                        let opened = try contact.open(number, at: TownSample.noon, in: transaction)
                        #expect(!isBegun && !isFound && opened == nil)
                    }
                }
            )
        }
        #expect(texts[0] == texts[1])
    }

    @Test func `DI-16, S-28: opens the trace of one of the own people and of nobody else`() async throws {
        let contact = contact()
        var texts: [[String]] = []
        for (who, act) in [
            (yann, "access.refused"), ("0412379", "access.refused"), (yann, "desk.refused"), ("", ""),
        ] {
            let reference = Reference.random()
            if !who.isEmpty {
                let entry = AuditEntry(
                    who: .agent(who),
                    subject: yann,
                    act: act,
                    at: TownSample.noon.seconds,
                    reference: reference
                )
                try await town.database.write { _ = try AuditLog.record(entry, in: $0) }
            }
            texts.append(
                try await town.database.statements.texts {
                    let found = try await town.database.write {
                        try contact.trace(reference, at: TownSample.noon, in: $0)?.1.agent.number
                    }
                    #expect(found == (who == "0412377" && act == "access.refused" ? "0412377" : nil), "\(who) \(act)")
                }
            )
        }
        #expect(texts[1] == texts[3] && texts[2] == texts[3] && texts[0].count > texts[3].count)
        #expect(try await acts(about: yann).contains("trace.viewed"))
    }
}
