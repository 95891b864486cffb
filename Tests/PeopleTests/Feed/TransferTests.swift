import Audit
import Foundation
import People
import Policy
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `A transfer` {
    private let town: TownSample
    private let bob = TownSample.line("0412346", "Martin", "Bob")
    private let schools = TownSample.line("0412345", "DIOP", "Awa")
    private static let day = TownSample.day

    init() async throws {
        town = try await TownSample()
        try await town.takeIn([schools, bob])
        try await town.activate("0412345")
    }

    private func line(from day: String, _ more: [FeedColumn: String] = [:]) -> String {
        TownSample.line("0412345", "DIOP", "Awa", [.department: "dpe", .from: day].merging(more) { $1 })
    }

    private func give(at now: Instant = TownSample.noon) async throws {
        let grant = Grant(app: "paie", until: now.adding(seconds: 30 * Self.day), reason: "clôture", by: "Bob Martin")
        try await town.database.write { try GrantStore.give(grant, to: "0412345", by: .terminal, at: now, in: $0) }
    }

    private func departments(at now: Instant = TownSample.noon) async throws -> [String] {
        try #require(try await town.subject("0412345", at: now)).assignments.map(\.department)
    }

    private func acts() async throws -> [String] {
        try await town.database.read { try AuditLog.entries(about: "0412345", limit: 9, in: $0).map(\.entry.act) }
    }

    @Test func `PE-21: is felt the same day, and no day belongs to both departments`() async throws {
        let plan = try await town.takeIn([line(from: "2026-11-24"), bob])
        #expect(plan.changed.map(\.words) == [["+ dpe, tenured from 2026-11-24", "dasco ends 2026-11-23"]])
        #expect(try await departments() == ["dpe"])
        #expect(try await town.agent("0412345")?.credential.step == .active)
        #expect(try await town.takeIn([line(from: "2026-11-24"), bob]).unchanged == 2)
    }

    @Test func `PE-21: that comes late ends the former work on its eve`() async throws {
        try await town.takeIn([line(from: "2026-11-10"), bob])
        let agent = try #require(try await town.agent("0412345"))
        #expect(agent.assignments.map(\.until?.description) == ["2026-11-09", nil])
        #expect(try await departments() == ["dpe"])
    }

    @Test func `PE-21: to work that began earlier than the former one ends that yesterday, or as if it had not been`()
        async throws
    {
        try await town.takeIn([line(from: "2020-01-01"), bob])
        #expect(try await town.agent("0412345")?.assignments.map(\.until?.description) == [nil, "2026-11-23"])
        try await town.takeIn([line(from: "2020-01-01"), line(from: "2026-11-24", [.department: "cde"]), bob])
        try await town.takeIn([line(from: "2020-01-01"), line(from: "2019-01-01", [.department: "dasco"]), bob])
        #expect(try await departments() == ["dasco", "dpe"])
    }

    @Test func `PE-21: a post that ends beside another one has today as its last day`() async throws {
        try await town.takeIn([schools, line(from: "2021-01-01"), bob])
        try await town.takeIn([schools, bob])
        #expect(try await departments() == ["dasco", "dpe"])
        #expect(try await departments(at: TownSample.noon.adding(seconds: Self.day)) == ["dasco"])
    }

    @Test(arguments: ["2026-11-24", "2026-11-10", "2020-09-01"])
    func `PE-22: ends what was given for the former work, with an entry`(first: String) async throws {
        try await give()
        try await town.takeIn([line(from: first), bob])
        let subject = try #require(try await town.subject("0412345"))
        #expect(subject.grants.allSatisfy { $0.until <= TownSample.noon } && subject.credential == .active)
        #expect(try await acts().prefix(2) == ["agent.changed", "grant.ended"])
    }

    @Test func `PE-22: on a coming day needs no act, and the right holds until then`() async throws {
        try await give()
        let ending = TownSample.line("0412345", "DIOP", "Awa", [.until: "2026-11-26"])
        try await town.takeIn([ending, line(from: "2026-11-27"), bob])
        let held = { (days: Int64) in
            let now = TownSample.noon.adding(seconds: days * Self.day)
            return try await town.subject("0412345", at: now)?.holdsGrant(for: "paie", at: now)
        }
        #expect(try await (held(0), held(2), held(3)) == (true, true, false))
    }

    @Test func `PE-22: takes nothing from who keeps one of the posts`() async throws {
        try await town.takeIn([schools, line(from: "2021-01-01"), bob])
        try await give()
        try await town.takeIn([line(from: "2021-01-01"), bob])
        let later = TownSample.noon.adding(seconds: Self.day)
        #expect(try await town.subject("0412345", at: later)?.holdsGrant(for: "paie", at: later) == true)
    }

    @Test func `D-85: who goes on availability and comes back is suspended and active again, with no act`() async throws
    {
        let away = [TownSample.line("0412345", "DIOP", "Awa", [.position: "disponibilité"]), bob]
        try await town.takeIn(away)
        #expect(try await town.subject("0412345")?.credential == .suspended)
        try await town.takeIn([schools, bob])
        #expect(try await town.subject("0412345")?.credential == .active)
    }
}

@Suite(.onBothEngines) struct `A rehire` {
    private let town: TownSample
    private let bob = TownSample.line("0412346", "Martin", "Bob")
    private let before = TownSample.line("0412345", "DIOP", "Awa", [.until: "2026-11-20"])
    private let again = TownSample.line("0412345", "DIOP", "Awa", [.from: "2026-11-24", .department: "dpe"])

    init() async throws {
        town = try await TownSample()
        try await town.takeIn([TownSample.line("0412345", "DIOP", "Awa"), bob])
        try await town.activate("0412345")
    }

    private func close() async throws {
        try await town.database.write {
            try CredentialStore.close("0412345", because: "départ", by: .terminal, at: TownSample.noon, in: $0)
        }
    }

    private func reference() async throws -> String? {
        let keys = town.keys
        return try await town.database.read {
            try DossierStore.reference(of: "0412345", keys: keys, in: $0)?.characters
        }
    }

    @Test func `PE-23: of an agent who left finds what they held`() async throws {
        try await town.takeIn([before, bob])
        #expect(try await town.subject("0412345")?.credential == .left)
        try await town.takeIn([before, again, bob])
        #expect(try await town.subject("0412345")?.credential == .active)
    }

    @Test func `PE-23, S-31: of one who was closed begins a dossier anew under another reference`() async throws {
        let first = try await reference()
        try await town.takeIn([before, bob])
        try await close()
        let plan = try await town.takeIn([before, again, bob])
        #expect(plan.changed.first?.words.last == "credential: closed → declared")
        #expect(try await town.subject("0412345")?.credential == .declared)
        let dossier = try await town.database.read { try DossierStore.dossier(of: "0412345", in: $0) }
        #expect(dossier?.steps.isEmpty == true)
        let second = try await reference()
        #expect(second != nil && second != first)
        let acts = try await town.database.read {
            try AuditLog.entries(about: "0412345", limit: 2, in: $0).map(\.entry.act)
        }
        #expect(acts == ["agent.changed", "credential.rehire"])
        #expect(try await town.takeIn([before, again, bob]).unchanged == 2)
    }

    @Test func `PE-23: is no line that was held all along, and nobody comes back from death`() async throws {
        try await close()
        try await town.takeIn([TownSample.line("0412345", "DIOP", "Awa", [.unit: "Paie"]), bob])
        #expect(try await town.agent("0412345")?.credential.step == .closed)
        let death = TownSample.line("0412345", "DIOP", "Awa", [.position: "décès", .from: "2026-11-21"])
        try await town.takeIn([before, death, bob])
        try await town.takeIn([before, death, again, bob])
        #expect(try await town.agent("0412345")?.credential.step == .closed)
        #expect(try await town.subject("0412345")?.credential == .closed)
    }
}
