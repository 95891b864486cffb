import Audit
import City
import People
import Policy
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `A supervisor's team` {
    private let town: TownSample
    private let moussa = "0408112"
    private let fatou = "0416203"

    init() async throws {
        town = try await TownSample.supervised()
    }

    private func reports(of number: String, after days: Int64 = 0) async throws -> [String] {
        let now = TownSample.noon.adding(seconds: days * TownSample.day)
        let supervisor = Supervisor(number, in: town.city, at: now)
        return try await town.database.read { try supervisor.team(at: now, in: $0).reports.map(\.agent.number) }
    }

    @Test func `TM-1, S-28: has those whom the feed names for now or later, by name, and nobody else`() async throws {
        #expect(try await reports(of: moussa) == ["0403344", fatou])
        #expect(try await reports(of: "0412345") == ["0413088"])
        #expect(try await reports(of: "0413088") == [])
        let foreign = Supervisor("0412345", in: town.city, at: TownSample.noon)
        for number in [fatou, "0499999"] {
            #expect(try await town.database.read { try foreign.report(number, at: TownSample.noon, in: $0) == nil })
        }
    }

    @Test func `TM-1, S-16: is gone at once when the supervisor is suspended, and when an assignment ends`()
        async throws
    {
        try await town.database.write {
            try $0.execute("UPDATE assignment SET last_day = '2026-11-25' WHERE agent = '0403344'")
        }
        #expect(try await reports(of: moussa, after: 1) == ["0403344", fatou])
        #expect(try await reports(of: moussa, after: 2) == [fatou])
        try await town.database.write {
            try CredentialStore.suspend("0408112", because: "essai", by: .terminal, at: TownSample.noon, in: $0)
        }
        #expect(try await reports(of: moussa) == [])
    }

    @Test func `TM-2, S-29: is nobody's own: no right is given to oneself`() async throws {
        let own = Supervisor(moussa, in: town.city, at: TownSample.noon)
        let day = CalendarDate("2026-12-01")
        let given = try await town.database.write {
            try own.give("ecoles", to: "0408112", until: day, because: "pour moi", at: TownSample.noon, in: $0)
        }
        #expect(!given)
        await #expect(throws: StoreError.self) {
            try await town.database.write {
                try $0.execute("UPDATE assignment SET supervisor = '0408112' WHERE agent = '0408112'")
            }
        }
    }

    @Test func `TM-7: is offered what a dated right would open, and not what wants something else`() async throws {
        let supervisor = Supervisor(moussa, in: town.city, at: TownSample.noon)
        let (number, noon) = (fatou, TownSample.noon)
        let report = try #require(try await town.database.read { try supervisor.report(number, at: noon, in: $0) })
        #expect(supervisor.offer(to: report, at: noon).map(\.key) == ["ecoles"])
    }
}

extension TownSample {
    /// A team of Moussa's at the DPE, one of Awa's at the schools, and two apps: one of the schools, one for everybody.
    static func supervised() async throws -> TownSample {
        let schools = Rule(
            app: "ecoles",
            owner: "it",
            unlisted: false,
            allow: [Clause(criteria: [.department(["dasco"])], line: 1)]
        )
        let all = Rule(app: "intranet", owner: "it", unlisted: false, allow: [Clause(criteria: [], line: 1)])
        let hidden = Rule(
            app: "conseil",
            owner: "it",
            unlisted: true,
            allow: [Clause(criteria: [.department(["cde"])], line: 1)]
        )
        let town = try await TownSample(rules: [schools, all, hidden])
        try await town.takeIn([
            line("0408112", "DIALLO", "Moussa", [.department: "dpe"]),
            line("0403344", "D'HAËNE", "Éloïse", [.department: "dpe", .supervisor: "0408112"]),
            line("0416203", "TRAORÉ", "Fatou", [.department: "dpe", .supervisor: "0408112", .from: "2027-01-01"]),
            line("0412345", "BA", "Awa"),
            line("0413088", "GARCIA", "Inès", [.supervisor: "0412345"]),
        ])
        for number in ["0408112", "0412345", "0413088"] { try await town.activate(number) }
        return town
    }
}
