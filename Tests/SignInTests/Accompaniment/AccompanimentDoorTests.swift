import Audit
import People
import Policy
import Store
import Testing
import TwoEngines
import Web

@testable import SignIn

@Suite(.onBothEngines) struct `An accompanied session` {
    private let host = "nomades.example"

    /// Claire, who supervises Awa and Marc, with a second proof just given.
    private func supervised() async throws -> (SmallTown, LiveSession) {
        let town = try await SmallTown()
        let (keys, now) = (town.keys, town.nine)
        try await town.database.write { transaction in
            try transaction.execute(
                """
                UPDATE assignment SET supervisor = \(SmallTown.claire)
                WHERE agent IN \(list: [SmallTown.awa, SmallTown.marc])
                """
            )
            try DossierStore.openMissing(by: .program, keys: keys, at: now, in: transaction)
        }
        return (town, try await claire(town))
    }

    private func claire(_ town: SmallTown) async throws -> LiveSession {
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).attempt()
        let entry = try await town.door.prove(code: town.code(), in: attempt, from: town.visitor()).entry()
        return try #require(town.table.find(entry.portal.hash, host: host, at: town.nine))
    }

    private func begin(_ town: SmallTown, _ own: LiveSession, _ number: String = SmallTown.awa, at seconds: Int64 = 5)
        async throws -> SignInEntry?
    {
        let visitor = town.visitor(seconds, channel: .office, session: own.id)
        return try await AccompanimentDoor(door: town.door).begin(for: number, by: own, from: visitor)
    }

    @Test func `AA-5: is the report's, and hers comes back asleep under another token`() async throws {
        let (town, own) = try await supervised()
        let door = AccompanimentDoor(door: town.door)
        let entry = try #require(try await begin(town, own))
        let later = town.nine.adding(seconds: 10)
        let found = try #require(town.table.find(entry.portal.hash, host: host, at: later))
        #expect(found.subject.agent == SmallTown.awa && found.accompaniedBy == SmallTown.claire)
        #expect(found.assurance.password == nil && found.assurance.factor == nil)
        #expect(!town.table.contains(own.id, at: later))
        let back = try #require(try await door.part(found, from: town.visitor(20, channel: .office)))
        let then = town.nine.adding(seconds: 20)
        guard case .asleep(let hers) = town.table.look(back.portal.hash, host: host, at: then) else {
            Issue.record("her session is not asleep")
            return
        }
        #expect(hers.subject.agent == SmallTown.claire && hers.life.startedAt == own.life.startedAt)
        #expect(hers.assurance == own.assurance && hers.id != own.id)
        #expect(!town.table.contains(found.id, at: later))
        let asides = try await town.database.read { try $0.query("SELECT session FROM session_aside").count }
        #expect(asides == 0)
    }

    @Test func `AA-5: gives back nothing once her day is over, or she is suspended`() async throws {
        let (town, own) = try await supervised()
        let door = AccompanimentDoor(door: town.door)
        let entry = try #require(try await begin(town, own))
        let found = try #require(town.table.find(entry.portal.hash, host: host, at: town.nine.adding(seconds: 9)))
        try await town.set(.suspended, of: SmallTown.claire)
        #expect(try await door.part(found, from: town.visitor(20, channel: .office)) == nil)
    }

    @Test func `AA-4: is over after an hour, and never asleep`() async throws {
        let (town, own) = try await supervised()
        let entry = try #require(try await begin(town, own))
        let last = town.nine.adding(seconds: 5 + Accompaniment.life - 1)
        #expect(town.table.find(entry.portal.hash, host: host, at: last) != nil)
        guard case .over = town.table.look(entry.portal.hash, host: host, at: last.adding(seconds: 1)) else {
            Issue.record("it is not over")
            return
        }
    }

    @Test func `AA-6: is opened at the office alone, by a young proof, for a report without credentials`() async throws
    {
        let (town, own) = try await supervised()
        let door = AccompanimentDoor(door: town.door)
        await #expect(throws: AccompanimentRefusal.place) {
            try await door.begin(for: SmallTown.awa, by: own, from: town.visitor(5))
        }
        await #expect(throws: AccompanimentRefusal.proof) { try await begin(town, own, at: 601) }
        await #expect(throws: AccompanimentRefusal.credential) { try await begin(town, own, SmallTown.marc) }
        #expect(try await begin(town, own, SmallTown.ines) == nil)
        #expect(try await begin(town, own, "0499999") == nil)
        #expect(town.table.contains(own.id, at: town.nine))
    }

    @Test func `AA-4, S-16: ends at the next reading of the news once she may no longer sit there`() async throws {
        let (town, own) = try await supervised()
        let keeper = SessionKeeper(table: town.table, database: town.database, roll: town.roll)
        try await keeper.load(at: town.nine)
        let entry = try #require(try await begin(town, own))
        try await keeper.refresh(at: town.nine.adding(seconds: 6))
        #expect(town.table.contains(entry.session, at: town.nine.adding(seconds: 6)))
        try await town.set(.suspended, of: SmallTown.claire)
        try await keeper.refresh(at: town.nine.adding(seconds: 7))
        #expect(!town.table.contains(entry.session, at: town.nine.adding(seconds: 7)))
        let rows = try await town.database.read { try $0.query("SELECT id FROM session").count }
        #expect(rows == 0)
    }

    @Test func `AA-3, AA-4: ends once the credential is active, and survives a restart until then`() async throws {
        let (town, own) = try await supervised()
        let entry = try #require(try await begin(town, own))
        let again = SessionTable()
        let keeper = SessionKeeper(table: again, database: town.database, roll: town.roll)
        try await keeper.load(at: town.nine.adding(seconds: 6))
        let found = try #require(again.find(entry.portal.hash, host: host, at: town.nine.adding(seconds: 6)))
        #expect(found.accompaniedBy == SmallTown.claire)
        try await town.set(.active, of: SmallTown.awa)
        try await keeper.refresh(at: town.nine.adding(seconds: 7))
        #expect(!again.contains(entry.session, at: town.nine.adding(seconds: 7)))
    }

    @Test func `AA-4: is ended by the supervisor from elsewhere, once, and the log has both names`() async throws {
        let (town, own) = try await supervised()
        let door = AccompanimentDoor(door: town.door)
        let entry = try #require(try await begin(town, own))
        let visitor = town.visitor(20)
        #expect(try await door.end(SmallTown.awa, by: SmallTown.marc, from: visitor) == nil)
        #expect(try await door.end(SmallTown.awa, by: SmallTown.claire, from: visitor) == true)
        #expect(!town.table.contains(entry.session, at: visitor.now))
        await #expect(throws: AccompanimentRefusal.ended) {
            try await door.end(SmallTown.awa, by: SmallTown.claire, from: visitor)
        }
        let entries = try await town.database.read { try AuditLog.entries(about: SmallTown.awa, limit: 10, in: $0) }
        #expect(entries.map(\.entry.act) == ["accompaniment.ended", "accompaniment.begun"])
        #expect(entries.allSatisfy { $0.entry.who == .agent(SmallTown.claire) })
    }
}
