import Policy
import Store
import Testing
import TwoEngines
import Web

@testable import SignIn

/// Two gates of one city: what the doors of the first do, the second learns from the database alone.
@Suite(.onBothEngines) struct `Another gate` {
    private let town: SmallTown
    private let table = SessionTable()
    private let keeper: SessionKeeper

    init() async throws {
        town = try await SmallTown()
        keeper = SessionKeeper(table: table, database: town.database, roll: town.roll)
        try await keeper.load(at: town.nine)
    }

    private func enter(_ seconds: Int64 = 0) async throws -> SignInEntry {
        try await town.door.prove(town.typed(SmallTown.marc), from: town.visitor(seconds, channel: .office)).entry()
    }

    private func find(_ entry: SignInEntry) -> LiveSession? {
        table.find(entry.portal.hash, host: "nomades.example", at: town.nine)
    }

    @Test func `RV-1: knows a session that was opened here, and whose it is`() async throws {
        let entry = try await enter()
        #expect(find(entry) == nil)
        try await keeper.refresh(at: town.nine)
        #expect(find(entry)?.subject.agent == SmallTown.marc)
    }

    @Test func `S-14, RV-1: knows a session's new token, and that the old one is dead`() async throws {
        let entry = try await enter()
        try await keeper.refresh(at: town.nine)
        let session = try #require(find(entry))
        let password = SmallTown.password(of: SmallTown.marc)
        let renewed = try await town.door.renew(session, password: password, from: town.visitor(channel: .office))
            .entry()
        try await keeper.refresh(at: town.nine)
        #expect(find(entry) == nil && find(renewed)?.id == session.id)
    }

    @Test func `S-45, RV-1: knows that a session ended`() async throws {
        let entry = try await enter()
        try await keeper.refresh(at: town.nine)
        try await town.door.leave(try #require(find(entry)), from: town.visitor())
        #expect(find(entry) != nil)
        try await keeper.refresh(at: town.nine)
        #expect(table.count == 0)
    }

    @Test func `S-45, RV-1: knows that a new password ended all other sessions`() async throws {
        let (kept, other) = (try await enter(), try await enter(1))
        try await keeper.refresh(at: town.nine)
        let outcome = try await town.door.change(
            from: SmallTown.password(of: SmallTown.marc),
            to: "trois tortues vertes au bord du lac",
            in: try #require(find(kept)),
            rule: PasswordRule(employerWords: []),
            by: town.visitor(channel: .office)
        )
        let renewed = try outcome.entry()
        try await keeper.refresh(at: town.nine)
        #expect(find(other) == nil && find(kept) == nil && find(renewed) != nil)
    }

    @Test func `RV-1: takes over what it has not heard of yet, and nothing that ended or was never given`() async throws
    {
        let parts = SignInParts(
            database: town.database,
            keys: town.keys,
            queue: town.queue,
            roll: town.roll,
            table: table,
            messages: town.door.parts.messages,
            portalHost: "nomades.example"
        )
        let entry = try await enter()
        #expect(try await parts.adopt(entry.portal.hash, host: "other.example", at: town.nine) == false)
        #expect(try await parts.adopt(Token.random(.portal).hash, host: "nomades.example", at: town.nine) == false)
        #expect(try await parts.adopt(entry.portal.hash, host: "nomades.example", at: town.nine))
        try await town.door.leave(try #require(find(entry)), from: town.visitor())
        try await keeper.refresh(at: town.nine)
        #expect(try await parts.adopt(entry.portal.hash, host: "nomades.example", at: town.nine) == false)
    }

    @Test func `S-16, RV-2: ends a session that was opened while its holder was being suspended`() async throws {
        try await town.set(.suspended, of: SmallTown.marc)
        try await keeper.refresh(at: town.nine)
        try await town.set(.active, of: SmallTown.marc)
        let entry = try await enter()
        try await town.set(.suspended, of: SmallTown.marc)
        try await keeper.refresh(at: town.nine)
        #expect(find(entry) == nil)
        #expect(try await town.database.read { try SessionStore.sessions(in: $0).isEmpty })
    }

    @Test func `S-15: hears of activity at the first, and never sleeps later for it`() async throws {
        let entry = try await enter()
        try await keeper.refresh(at: town.nine)
        let first = SessionKeeper(table: town.table, database: town.database, roll: town.roll)
        let later = town.nine.adding(seconds: 600)
        town.table.note(entry.session, at: later)
        try await first.flush(at: later)
        try await keeper.flush(at: later)
        func isAwake(_ seconds: Int64) -> Bool { table.isAwake(entry.session, at: town.nine.adding(seconds: seconds)) }
        #expect(isAwake(1_799) && !isAwake(1_800))
    }
}
