import Audit
import People
import Policy
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `A grant` {
    private let town: TownSample
    private let until = TownSample.noon.adding(seconds: 30 * TownSample.day)

    init() async throws {
        town = try await TownSample()
        try await town.takeIn([TownSample.line("0412345", "DIOP", "Awa")])
    }

    private func give(until: Instant, to number: String = "0412345") async throws {
        let grant = Grant(app: "paie", until: until, reason: "clôture", by: "Bob Martin")
        try await town.database.write {
            try GrantStore.give(grant, to: number, by: .terminal, at: TownSample.noon, in: $0)
        }
    }

    @Test func `is part of the subject until it ends`() async throws {
        try await give(until: until)
        let subject = try #require(try await town.subject("0412345"))
        #expect(subject.holdsGrant(for: "paie", at: until.adding(seconds: -1)))
        #expect(!subject.holdsGrant(for: "paie", at: until))
        let later = try await town.subject("0412345", at: until.adding(seconds: TownSample.day))
        #expect(later?.endedGrant(for: "paie", at: until)?.by == "Bob Martin")
    }

    @Test func `given again replaces the one in force`() async throws {
        try await give(until: until)
        try await give(until: TownSample.noon.adding(seconds: 60))
        let subject = try #require(try await town.subject("0412345"))
        #expect(!subject.holdsGrant(for: "paie", at: TownSample.noon.adding(seconds: 61)))
    }

    @Test func `S-37: is given and ended with an entry and news`() async throws {
        try await give(until: until)
        let ended = try await town.database.write {
            try GrantStore.end("paie", of: "0412345", by: .terminal, at: TownSample.noon, in: $0)
        }
        #expect(ended)
        #expect(try await town.subject("0412345")?.holdsGrant(for: "paie", at: TownSample.noon) == false)
        let (kinds, acts) = try await town.database.read { reading in
            (
                try AgentStore.changes(after: 1, in: reading).map(\.kind),
                try AuditLog.entries(about: "0412345", limit: 9, in: reading).map(\.entry.act)
            )
        }
        #expect(kinds == [.grantGiven, .grantEnded])
        #expect(acts == ["grant.ended", "grant.given"])
    }

    @Test func `is refused backwards, for over a year, or for nobody`() async throws {
        await #expect(throws: CredentialRefusal.grantPeriod) { try await give(until: TownSample.noon) }
        await #expect(throws: CredentialRefusal.grantPeriod) {
            try await give(until: TownSample.noon.adding(seconds: 367 * TownSample.day))
        }
        await #expect(throws: CredentialRefusal.unknown("0999999")) { try await give(until: until, to: "0999999") }
    }
}
