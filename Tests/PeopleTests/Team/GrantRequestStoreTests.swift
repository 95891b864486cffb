import Audit
import City
import People
import Policy
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `A request for a dated right` {
    private let town: TownSample
    private let fatou = "0416203"
    private let moussa = "0408112"

    init() async throws {
        town = try await TownSample.supervised()
    }

    private func ask(_ app: String = "ecoles", at now: Instant = TownSample.noon) async throws {
        let request = try GrantRequest.new(
            of: app,
            by: fatou,
            to: moussa,
            saying: "Visite de l'école",
            target: "/page?b=1",
            at: now
        )
        try await town.database.write { try GrantRequestStore.ask(request, in: $0) }
    }

    private func newest() async throws -> GrantRequest? {
        let number = fatou
        return try await town.database.read { try GrantRequestStore.newest(of: number, for: "ecoles", in: $0) }
    }

    private func give(until day: String, by number: String? = nil) async throws -> Bool {
        let (supervisor, number) = (Supervisor(number ?? moussa, in: town.city, at: TownSample.noon), fatou)
        return try await town.database.write {
            try supervisor.give(
                "ecoles",
                to: number,
                until: CalendarDate(day),
                because: "Visite",
                at: TownSample.noon,
                in: $0
            )
        }
    }

    private func decline(by number: String? = nil) async throws -> Bool {
        let (supervisor, number) = (Supervisor(number ?? moussa, in: town.city, at: TownSample.noon), fatou)
        return try await town.database.write {
            try supervisor.decline("ecoles", to: number, because: "Voyez Awa", at: TownSample.noon, in: $0)
        }
    }

    @Test func `TM-4: waits alone for its app, and ten are made on one day at most`() async throws {
        try await ask()
        await #expect(throws: GrantRequestRefusal.waiting) { try await ask() }
        for place in 1..<GrantRequest.mostADay { try await ask("app-\(place)") }
        await #expect(throws: GrantRequestRefusal.tooMany) { try await ask("another") }
        try await ask("another", at: TownSample.noon.adding(seconds: TownSample.day))
    }

    @Test func `TM-4: has a line without control characters, of 3 to 300 characters`() throws {
        #expect(try GrantRequest.line("  Visite\n\u{1B}[2J ") == "Visite  [2J")
        for typed in ["", "ab", " \n\t ", String(repeating: "a", count: 301)] {
            #expect(throws: GrantRequestRefusal.words) { try GrantRequest.line(typed) }
        }
        #expect(try GrantRequest.line(String(repeating: "é", count: 300)).unicodeScalars.count == 300)
    }

    @Test(arguments: [
        ("/page?b=1#x", "/page?b=1#x"), ("//elsewhere.test/", "//elsewhere.test/"), ("https://elsewhere.test/", "/"),
        ("/a b", "/"), ("/a\r\nSet-Cookie: x", "/"), ("", "/"), ("/é", "/"),
        ("/" + String(repeating: "a", count: 2_000), "/"),
    ])
    func `TM-9: keeps a target that a link may hold, else the app's front`(typed: String, kept: String) {
        #expect(GrantRequest.target(typed) == kept)
    }

    @Test func `TM-5, TM-6: is answered once by the supervisor of that moment, and gives the right with it`()
        async throws
    {
        try await ask()
        #expect(try await !give(until: "2026-12-24", by: "0412345"))
        #expect(try await newest()?.state == .open)
        #expect(try await give(until: "2026-12-24"))
        let answered = try #require(try await newest())
        #expect(answered.state == .given && answered.answer?.by == moussa && answered.answer?.words == "Visite")
        // The end of 24 December in Paris.
        #expect(answered.answer?.until == Instant(seconds: 1_798_153_200))
        let grants = try await town.grants(of: fatou)
        #expect(grants.map(\.app) == ["ecoles"] && grants.map(\.by) == [moussa])
        await #expect(throws: GrantRequestRefusal.answered) { _ = try await decline() }
    }

    @Test(arguments: ["", "demain", "2026-11-23", "2026-12-25", "2027-11-24"])
    func `TM-6: lasts 30 days at most, and never begins in the past`(day: String) async throws {
        try await ask()
        await #expect(throws: GrantRequestRefusal.period) { _ = try await give(until: day) }
        #expect(try await newest()?.state == .open)
    }

    @Test func `TM-5: is declined with a reason, and may be made again`() async throws {
        try await ask()
        #expect(try await !decline(by: "0412345"))
        #expect(try await decline())
        #expect(try await newest()?.answer?.words == "Voyez Awa")
        #expect(try await newest()?.answer?.until == nil)
        try await ask()
        #expect(try await newest()?.state == .open)
        let number = fatou
        let acts = try await town.database.read {
            try AuditLog.entries(about: number, limit: 100, in: $0).map(\.entry.act)
        }
        #expect(acts.count { $0 == "grant.asked" } == 2 && acts.contains("grant.declined"))
    }

    @Test func `TM-11, S-31: ends with its agent, as the rights do`() async throws {
        #expect(try await give(until: "2026-12-24"))
        try await ask("another")
        let number = fatou
        let left = try await town.database.write { transaction in
            try CredentialStore.close(number, because: "essai", by: .terminal, at: TownSample.noon, in: transaction)
            return try GrantRequestStore.newest(of: number, for: "another", in: transaction)
        }
        #expect(try await town.grants(of: fatou).isEmpty && left == nil)
    }
}
