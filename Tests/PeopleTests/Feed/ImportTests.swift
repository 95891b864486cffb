import Audit
import Foundation
import People
import Policy
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `An import` {
    private let awa = TownSample.line("0412345", "DIOP", "Awa", [.mail: "awa.diop@nomades.example"])
    private let bob = TownSample.line("0412346", "Martin", "Bob")

    @Test func `adds the agents of a first feed as declared, and a second run changes nothing`() async throws {
        let town = try await TownSample()
        let first = FeedReport(try await town.takeIn([awa, bob]))
        let second = FeedReport(try await town.takeIn([awa, bob]))
        #expect((first.added, first.changed, first.ended, first.unchanged) == (2, 0, 0, 0))
        #expect((second.added, second.changed, second.ended, second.unchanged) == (0, 0, 0, 2))
        #expect(try await town.agent("0412345")?.credential.step == .declared)
        let news = try await town.database.read { try AgentStore.changes(after: 0, in: $0) }
        #expect(news.map(\.kind) == [.added, .added])
    }

    @Test func `counts agents and not lines, several lines of one number being its assignments`() async throws {
        let town = try await TownSample()
        let helper = TownSample.line("0412345", "DIOP", "Awa", [.department: "dpe", .function: "Aide"])
        let plan = try await town.takeIn([awa, bob, helper])
        #expect(plan.added.count == 2)
        #expect(try await town.agent("0412345")?.assignments.map(\.department) == ["dasco", "dpe"])
        #expect(try await town.takeIn([awa, helper, bob]).unchanged == 2)
    }

    @Test func `a dry run gives the same plan and changes nothing`() async throws {
        let town = try await TownSample()
        let dry = FeedReport(try await town.takeIn([awa, bob], mode: .dryRun))
        #expect(try await town.agent("0412345") == nil)
        #expect(FeedReport(try await town.takeIn([awa, bob])) == dry)
    }

    @Test func `D-91: an agent missing from the feed keeps today and has left at midnight, city time`() async throws {
        let town = try await TownSample()
        let crowd = TownSample.crowd(40)
        try await town.takeIn(crowd + [awa])
        try await town.activate("0412345")
        // 23 h 30 in Paris is still the same day there, and 22 h 30 UTC.
        let late = Instant(seconds: TownSample.noon.seconds + 11 * 3_600 + 1_800)
        let plan = try await town.takeIn(crowd, at: late)
        #expect(plan.ended.map(\.number) == ["0412345"])
        #expect(try await town.subject("0412345", at: late)?.credential == .active)
        #expect(try await town.subject("0412345", at: late.adding(seconds: 1_799))?.credential == .active)
        #expect(try await town.subject("0412345", at: late.adding(seconds: 1_800))?.credential == .left)
        #expect(try await town.takeIn(crowd, at: late).ended.isEmpty)
    }

    @Test func `refuses a feed that would end more than 5 % of the agents, unless forced`() async throws {
        let town = try await TownSample()
        let crowd = TownSample.crowd(100)
        try await town.takeIn(crowd)
        #expect(try await town.takeIn(Array(crowd.dropLast(5)), mode: .dryRun).ended.count == 5)
        await #expect(throws: FeedRefusal.tooManyEnded(ended: 6, of: 100)) {
            try await town.takeIn(Array(crowd.dropLast(6)))
        }
        #expect(try await town.takeIn(Array(crowd.dropLast(6)), mode: .force).ended.count == 6)
    }

    @Test func `nobody ends because a line was set aside`() async throws {
        let town = try await TownSample()
        let second = TownSample.line("0412345", "DIOP", "Awa", [.department: "dpe"])
        try await town.takeIn([awa, bob, second])
        let bad = TownSample.line("0412345", "DIOP", "Awa", [.department: "dep"])
        let broken = bob.replacing("Martin", with: "Mar\"tin")
        let plan = try await town.takeIn([awa, bad, broken])
        #expect(plan.setAside.map(\.line) == [3, 4])
        #expect(plan.ended.isEmpty)
        #expect(plan.changed.isEmpty)
    }

    @Test func `supervisors who lead back to the same agent cost the links alone, and each line names all of them`()
        async throws
    {
        let town = try await TownSample()
        let plan = try await town.takeIn([
            TownSample.line("0412345", "DIOP", "Awa", [.supervisor: "0412346"]),
            TownSample.line("0412346", "Petit", "Zoé", [.supervisor: "0412347"]),
            TownSample.line("0412347", "Roy", "Léo", [.supervisor: "0412345"]),
            TownSample.line("0412348", "Blanc", "Luc", [.supervisor: "0412345"]),
        ])
        #expect(plan.setAside.map(\.line) == [2, 3, 4])
        #expect(plan.setAside.allSatisfy { $0.reason.contains("feed.supervisor-circle") })
        #expect(plan.setAside.allSatisfy { $0.reason.hasSuffix("(lines 2, 3, 4)") })
        for number in ["0412345", "0412346", "0412347"] {
            #expect(try await town.agent(number)?.assignments.first?.supervisor == nil)
        }
        #expect(try await town.agent("0412348")?.assignments.first?.supervisor == "0412345")
    }

    @Test func `a supervisor may stand later on the feed; an unknown one costs the link alone`() async throws {
        let town = try await TownSample()
        let led = TownSample.line("0412345", "DIOP", "Awa", [.supervisor: "0412346"])
        let lost = TownSample.line("0412347", "Petit", "Zoé", [.supervisor: "0999999"])
        let own = TownSample.line("0412348", "Roy", "Léo", [.supervisor: "0412348"])
        let plan = try await town.takeIn([led, lost, own, bob])
        #expect(plan.added.count == 4)
        #expect(plan.setAside.map(\.line) == [3, 4])
        #expect(plan.setAside.allSatisfy { $0.mistakes.map(\.code) == [.supervisor] })
        #expect(try await town.agent("0412345")?.assignments.first?.supervisor == "0412346")
        #expect(try await town.agent("0412347")?.assignments.first?.supervisor == nil)
    }

    @Test func `D-110: a number that lost its zeros makes no second person and ends nobody`() async throws {
        let town = try await TownSample()
        try await town.takeIn([awa, bob])
        let plan = try await town.takeIn([awa.replacing("0412345", with: "412345"), bob])
        #expect(plan.setAside.first?.mistakes.first?.nearest == "0412345")
        #expect(plan.added.isEmpty && plan.ended.isEmpty)
    }

    @Test func `S-31: a number is never given to another person`() async throws {
        let town = try await TownSample()
        try await town.takeIn([TownSample.line("0412345", "DIOP", "Awa", [.birthDate: "1985-03-12"])])
        let other = TownSample.line("0412345", "Lefèvre", "Paul", [.birthDate: "2001-01-01"])
        let plan = try await town.takeIn([other])
        #expect(plan.setAside.first?.mistakes.map(\.code) == [.numberTaken])
        #expect(try await town.agent("0412345")?.names.birth == "DIOP")
    }

    @Test func `a second line of a number under another name is set aside`() async throws {
        let town = try await TownSample()
        let plan = try await town.takeIn([awa, TownSample.line("0412345", "Martin", "Bob", [.department: "dpe"])])
        #expect(plan.setAside.map(\.line) == [3])
        #expect(try await town.agent("0412345")?.assignments.count == 1)
    }

    @Test func `says what changes, without the addresses`() async throws {
        let town = try await TownSample()
        try await town.takeIn([awa, bob])
        let moved = TownSample.line("0412345", "DIOP", "Awa", [.department: "dpe", .mail: "other@nomades.example"])
        let plan = try await town.takeIn([moved, bob])
        #expect(plan.changed.map(\.words) == [["mail", "dpe: department: dasco → dpe"]])
        #expect(FeedTable(plan).lines.contains { $0.contains("DIOP") && $0.contains("dasco → dpe") })
    }

    @Test func `S-37: leaves an entry for the feed and for each agent changed or ended`() async throws {
        let town = try await TownSample()
        try await town.takeIn([awa, bob])
        try await town.takeIn([awa.replacing("dasco", with: "dpe")], mode: .force)
        let acts = try await town.database.read { reading in
            try AuditLog.entries(after: 0, limit: 100, in: reading).map { "\($0.entry.act) \($0.entry.subject ?? "-")" }
        }
        #expect(acts == ["people.imported -", "people.imported -", "agent.changed 0412345", "agent.ended 0412346"])
    }

    @Test func `reports to programs exactly what DESIGN.md says`() async throws {
        let town = try await TownSample()
        let plan = try await town.takeIn([awa, bob.replacing("dasco", with: "dasko")])
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = String(decoding: try encoder.encode(FeedReport(plan)), as: UTF8.self)
        let reason = #"feed.department: direction \"dasko\" is not in the city file, nearest: dasco"#
        let expected =
            #"{"added":1,"changed":0,"ended":0,"set_aside":[{"line":3,"reason":"\#(reason)"}],"unchanged":0}"#
        #expect(json == expected)
    }

    @Test func `an agent who comes back is the same agent`() async throws {
        let town = try await TownSample()
        try await town.takeIn([awa, bob])
        try await town.takeIn([bob], mode: .force)
        let tomorrow = TownSample.noon.adding(seconds: 2 * TownSample.day)
        let plan = try await town.takeIn([awa, bob], at: tomorrow)
        #expect(plan.changed.map(\.number) == ["0412345"])
        #expect(try await town.agent("0412345")?.assignments.map(\.until) == [nil])
    }

    @Test func `an assignment that is gone from the feed ends today, one not begun is dropped`() async throws {
        let town = try await TownSample()
        let coming = TownSample.line("0412345", "DIOP", "Awa", [.department: "dpe", .from: "2027-01-01"])
        let second = TownSample.line("0412345", "DIOP", "Awa", [.department: "cde", .from: "2021-01-01"])
        try await town.takeIn([awa, coming, second, bob])
        try await town.takeIn([awa, bob])
        let assignments = try #require(try await town.agent("0412345")).assignments
        #expect(assignments.map(\.department) == ["dasco", "cde"])
        #expect(assignments.map { $0.until?.description } == [nil, "2026-11-24"])
    }
}

@Suite(.onBothEngines) struct `An import of a whole city` {
    /// 55,000 agents were taken in by a debug build in 26 s on two busy cores, by five statements each.
    @Test func `costs at most five statements an agent, and a second run none but the reading`() async throws {
        let town = try await TownSample()
        let crowd = TownSample.crowd(3_000)
        let before = town.database.statements.count
        #expect(try await town.takeIn(crowd).added.count == 3_000)
        let first = town.database.statements.count
        #expect(try await town.takeIn(crowd).unchanged == 3_000)
        #expect(first - before <= 5 * 3_000 + 20)
        #expect(town.database.statements.count - first <= 20)
    }
}
