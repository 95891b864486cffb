import Audit
import City
import Policy
import Store
import Testing
import TwoEngines
import Web

@testable import People

/// Sophie of the DPE declares Fatou, who works there since Monday and whom the feed does not know.
@Suite(.onBothEngines) struct `Somebody declared by hand` {
    private let town: TownSample
    private let sophie = "0405230"
    private let feed = [
        TownSample.line("0405230", "ROY", "Sophie", [.department: "dpe", .function: "Gestionnaire RH"]),
        TownSample.line("0412379", "MÜLLER", "Karim", [.department: "dasco"]),
        TownSample.line("0412380", "NGUYỄN", "Thị Hồng", [.department: "dpe", .function: "RSSI"]),
    ]

    init() async throws {
        town = try await TownSample()
        try await town.takeIn(feed)
        for number in [sophie, "0412380"] { try await town.activate(number) }
    }

    private func declaration(_ fields: [String: String] = [:]) -> Declaration {
        var declaration = Declaration()
        declaration.names = AgentNames(birth: "Traoré", usage: nil, first: "Fatou")
        declaration.birth = TypedBirthDate(day: "14", month: "3", year: "1999")
        declaration.fields = ["department": "dpe", "from": "2026-11-23", "until": "24/12/2026"]
        declaration.fields.merge(fields) { $1 }
        return declaration
    }

    private func desk(after days: Int64 = 0) -> (DeclarationDesk, Instant) {
        let now = TownSample.noon.adding(seconds: days * TownSample.day)
        return (DeclarationDesk(DeskOfficer(sophie, in: town.city, at: now), keys: town.keys), now)
    }

    private func declare(_ declaration: Declaration) async throws -> DeclarationDesk.Outcome {
        let (desk, now) = desk()
        return try await town.database.write { try desk.declare(declaration, at: now, in: $0) }
    }

    private func declared(_ declaration: Declaration) async throws -> String {
        guard case .declared(let number) = try await declare(declaration) else { throw NotDeclared() }
        return number
    }

    private func mistakes(_ declaration: Declaration) async throws -> [String] {
        guard case .mistaken(let mistakes) = try await declare(declaration) else { return [] }
        return mistakes.map(\.code)
    }

    private func merge(_ number: String, into twin: String, after days: Int64 = 0) async throws -> Bool {
        let (desk, now) = desk(after: days)
        return try await town.database.write { try desk.merge(number, into: twin, at: now, in: $0) }
    }

    private func line(_ number: String, _ values: [FeedColumn: String] = [:]) -> String {
        let usual: [FeedColumn: String] = [.department: "dpe", .birthDate: "1999-03-14", .from: "2026-11-20"]
        return TownSample.line(number, "TRAORE", "Fatou", usual.merging(values) { $1 })
    }

    private struct NotDeclared: Error {}

    @Test func `DO-13: has a dossier, an assignment with a last day, and a number that is no employee number`()
        async throws
    {
        let number = try await declared(declaration())
        #expect(FeedText.number(number) == nil && number.utf8.count == 8)
        let agent = try #require(try await town.agent(number))
        #expect(agent.assignments.map(\.until?.description) == ["2026-12-24"])
        #expect(agent.identifier.text == number)
        let (dossier, found) = try await town.database.read { reading in
            (
                try DossierStore.dossier(of: number, in: reading),
                try AgentStore.resolve(TypedIdentifier(number.lowercased()), at: TownSample.noon, in: reading)
            )
        }
        #expect(dossier?.openedBy == .agent(sophie) && found == number)
    }

    @Test func `DO-14: is refused beyond ninety days, without a birth date, and in a department of others`()
        async throws
    {
        #expect(try await mistakes(declaration(["until": "2027-02-23"])) == ["declare.until"])
        #expect(try await mistakes(declaration(["until": ""])) == ["declare.until"])
        #expect(try await mistakes(declaration(["until": "2027-02-22"])) == [])
        #expect(try await mistakes(declaration(["department": "dasco"])) == ["declare.department"])
        var unborn = declaration()
        unborn.birth = TypedBirthDate(day: "31", month: "2", year: "1999")
        #expect(try await mistakes(unborn) == ["declare.birth-date"])
    }

    @Test func `DO-14, S-29: gets no desk by a function, and no supervisor whom the officer does not see`()
        async throws
    {
        for function in ["RSSI", "gestionnaire rh", "Référent informatique"] {
            #expect(try await mistakes(declaration(["function": function])) == ["declare.function"], "\(function)")
        }
        for number in ["0412379", "0499999"] {
            #expect(try await mistakes(declaration(["supervisor": number])) == ["declare.colleague"], "\(number)")
        }
        #expect(try await mistakes(declaration(["supervisor": sophie, "function": "égoutière"])) == [])
    }

    @Test func `DO-15, S-31: takes no number that is somebody's, whoever that is`() async throws {
        for number in ["0412379", "412379", "00405230"] {
            #expect(try await mistakes(declaration(["number": number])) == ["declare.number-taken"], "\(number)")
        }
        #expect(try await mistakes(declaration(["number": "P4810271"])) == ["declare.number-form"])
        #expect(try await declared(declaration(["number": "0416203"])) == "0416203")
    }

    @Test func `DO-16: is said to be known where the officer's people have one of that name and date`() async throws {
        _ = try await declared(declaration())
        #expect(try await mistakes(declaration()) == ["declare.known"])
        var other = declaration()
        other.isAnother = true
        #expect(try await mistakes(other) == [])
        var twin = declaration()
        twin.names = AgentNames(birth: "Traoré", usage: nil, first: "Aminata")
        #expect(try await mistakes(twin) == [])
    }

    @Test func `DO-17: is neither ended nor counted by a feed, and ends by the date`() async throws {
        let number = try await declared(declaration())
        for extra in 0..<3 {
            var other = declaration()
            other.names = AgentNames(birth: "Traoré", usage: nil, first: "Autre\(extra)")
            _ = try await declared(other)
        }
        try await town.activate(number)
        let plan = try await town.takeIn(feed)
        #expect(plan.ended.isEmpty && plan.present == 3)
        #expect(try await town.subject(number)?.credential == .active)
        // 24 December is the last day: 30 days after 24 November.
        let last = TownSample.noon.adding(seconds: 30 * TownSample.day)
        #expect(try await town.subject(number, at: last)?.credential == .active)
        #expect(try await town.subject(number, at: last.adding(seconds: TownSample.day))?.credential == .left)
    }

    @Test func `DO-18: is merged by the feed where number, birth date and names agree, and keeps the access`()
        async throws
    {
        _ = try await declared(declaration(["number": "0416203", "phone": "06 39 98 45 12"]))
        try await town.activate("0416203")
        let plan = try await town.takeIn(feed + [line("0416203")])
        #expect(plan.setAside.isEmpty && plan.changed.map(\.isMerged) == [true])
        let agent = try #require(try await town.agent("0416203"))
        #expect(agent.assignments.map(\.from.description) == ["2026-11-20"] && agent.assignments.map(\.until) == [nil])
        #expect(agent.identifier.text == "fatou.traore" && agent.names.birth == "Traoré")
        #expect(agent.credential.step == .active && agent.reach.phone?.e164 != nil)
        #expect(try await town.takeIn(feed + [line("0416203")]).unchanged == 4)
        #expect(try await town.takeIn(feed, mode: .force).ended.map(\.number) == ["0416203"])
    }

    @Test func `DO-18: goes on as declared until the eve of a contract that is to begin`() async throws {
        _ = try await declared(declaration(["number": "0416203"]))
        try await town.takeIn(feed + [line("0416203", [.from: "2026-12-01"])])
        let agent = try #require(try await town.agent("0416203"))
        #expect(agent.assignments.map(\.from.description) == ["2026-11-23", "2026-12-01"])
        #expect(agent.assignments.map(\.until?.description) == ["2026-11-30", nil])
    }

    @Test(arguments: [
        [FeedColumn.birthDate: "1999-03-15"], [.birthDate: ""], [.birthName: "Diallo"], [.firstName: "Aminata"],
    ])
    func `DO-19: is never guessed: the line is set aside with its reason, and nothing ends`(other: [FeedColumn: String])
        async throws
    {
        _ = try await declared(declaration(["number": "0416203"]))
        let plan = try await town.takeIn(feed + [line("0416203", other)])
        #expect(plan.setAside.map(\.line) == [5])
        #expect(plan.setAside.first?.reason.hasPrefix("feed.declared-differs: matricule") == true)
        #expect(plan.changed.isEmpty && plan.ended.isEmpty)
        #expect(try await town.agent("0416203")?.assignments.map(\.until?.description) == ["2026-12-24"])
    }

    @Test func `DO-20: is merged by an officer into the number that the feed brings, and nothing is left`() async throws
    {
        let number = try await declared(declaration())
        try await town.activate(number)
        #expect(await throwsNoTwin { try await merge(number, into: "0416203") })
        try await town.takeIn(feed + [line("0416203", [.firstName: "FATOU AMINATA"])])
        for foreign in ["0412379", "0412380", sophie, "0499999"] {
            #expect(await throwsNoTwin { try await merge(number, into: foreign) }, "\(foreign)")
        }
        #expect(try await merge(number, into: "0416203"))
        let old = try #require(try await town.agent(number))
        #expect(old.credential.step == .closed && old.assignments(on: town.city.day(of: TownSample.noon)).isEmpty)
        #expect(try await town.agent("0416203")?.identifier.text == "fatou.traore")
        let acts = try await town.database.read { reading in
            try ["0416203", number].flatMap { try AuditLog.entries(about: $0, limit: 20, in: reading).map(\.entry) }
        }
        #expect(acts.filter { $0.act == "agent.merged" }.map(\.object) == [number, "0416203"])
        #expect(await throwsNoTwin { try await merge(number, into: "0416203") })
        #expect(try await town.takeIn(feed + [line("0416203", [.firstName: "FATOU AMINATA"])]).unchanged == 4)
    }

    @Test func `DO-21: has no twin in departments that the officer does not hold`() async throws {
        let number = try await declared(declaration())
        try await town.takeIn(feed + [line("0416203", [.department: "dasco"])])
        #expect(await throwsNoTwin { try await merge(number, into: "0416203") })
        let (desk, now) = desk()
        #expect(try await !town.database.write { try desk.merge("0412379", into: "0416203", at: now, in: $0) })
    }

    @Test func `DO-22: may be of a company, for a sponsor and a year at most, and is no feed's twin`() async throws {
        var guest = declaration(["company": "Travaux du Quai", "sponsor": sophie, "until": "2027-11-24"])
        guest.kind = .external
        let number = try await declared(guest)
        let kept = try await town.database.read { try ProvisionalStore.provisional(number, in: $0) }
        #expect(kept?.sponsorship == Provisional.Sponsorship(sponsor: sophie, company: "Travaux du Quai"))
        try await town.takeIn(feed + [line("0416203")])
        #expect(await throwsNoTwin { try await merge(number, into: "0416203") })
        guest.names = AgentNames(birth: "Roy", usage: nil, first: "Léo")
        guest.fields["until"] = "2027-11-25"
        #expect(try await mistakes(guest) == ["declare.until"])
        guest.fields.merge(["until": "2027-01-31", "sponsor": "0412379", "company": ""]) { $1 }
        #expect(try await mistakes(guest) == ["declare.colleague", "declare.company"])
    }

    private func throwsNoTwin(_ work: () async throws -> Bool) async -> Bool {
        do { return try await !work() && false } catch { return error as? DeskRefusal == .noTwin }
    }
}

@Suite struct `A provisional number` {
    @Test func `DO-13: is read in any spelling, and is no number of the feed`() {
        let number = ProvisionalNumber.random()
        #expect(ProvisionalNumber(number.text.lowercased()) == number)
        #expect(ProvisionalNumber("p 481-0271")?.text == "P4810271")
        for text in ["P481027", "P48102711", "4810271P", "04810271", "P481027A", ""] {
            #expect(ProvisionalNumber(text) == nil, "\(text)")
        }
        #expect(TypedIdentifier("p4810271") == .number("P4810271"))
    }

    @Test(arguments: [
        ("Jean-Pierre", "JEAN PIERRE", true), ("Fatou", "FATOU AMINATA", true), ("Fatou", "Aminata", false),
        ("Fatou Aminata", "Fatou Awa", false), ("", "Fatou", false), ("", "", true),
    ])
    func `DO-18: names agree where one list of first names begins the other`(one: String, other: String, agree: Bool) {
        let names = [one, other].map { AgentNames(birth: "TRAORE", usage: nil, first: $0) }
        #expect(names[0].agree(with: names[1]) == agree && names[1].agree(with: names[0]) == agree)
        let stranger = AgentNames(birth: "Diallo", usage: nil, first: other)
        #expect(!names[0].agree(with: stranger))
    }
}
