import Audit
import People
import Policy
import Store
import Synchronization
import Testing
import TwoEngines
import Web

@testable import SignIn

@Suite(.onBothEngines) struct `A receipt` {
    private let town: SmallTown
    private let doors = OpenDoors(node: "gate-1:443")
    private let keeper: SessionKeeper

    init() async throws {
        town = try await SmallTown()
        keeper = SessionKeeper(table: town.table, database: town.database, roll: town.roll, doors: doors)
        try await keeper.load(at: town.nine)
    }

    private func suspend(_ agent: String) async throws -> Int64 {
        let now = town.nine
        return try await town.database.write { transaction in
            try CredentialStore.suspend(agent, because: "essai", by: .terminal, at: now, in: transaction)
            return try #require(try AgentStore.newestChange(of: agent, in: transaction))
        }
    }

    private func receipts(_ change: Int64) async throws -> [KeptReceipt] {
        try await town.database.read { try ReceiptStore.receipts(of: change, in: $0) }
    }

    private func closing(_ entry: SignInEntry, _ reason: Closing.Reason = .ended) -> Closing {
        Closing(agent: SmallTown.marc, session: entry.session, app: "echo", kind: .webSocket, reason: reason)
    }

    private func enter() async throws -> SignInEntry {
        try await town.door.prove(town.typed(SmallTown.marc), from: town.visitor(channel: .office)).entry()
    }

    @Test func `RV-6: says which gate closed what, of which session, and after how many milliseconds`() async throws {
        let entry = try await enter()
        doors.guarded { [doors] agents in
            if agents?.contains(SmallTown.marc) == true { doors.note([closing(entry), closing(entry, .expired)]) }
        }
        let change = try await suspend(SmallTown.marc)
        try await keeper.refresh(at: town.nine)
        let receipt = try #require(try await receipts(change).first)
        #expect(receipt.node == "gate-1:443" && receipt.ended == 1 && (0...60_000).contains(receipt.milliseconds))
        #expect(receipt.closed == [.init(session: entry.session.text, app: "echo", kind: .webSocket)])
        let entries = try await town.database.read { try AuditLog.entries(about: SmallTown.marc, limit: 9, in: $0) }
        let audited = try #require(entries.first { $0.entry.act == "access.closed" })
        #expect(audited.entry.object == "gate-1:443" && audited.entry.detail.json.contains("echo websocket"))
    }

    @Test func `RV-6: is given though nothing was open, so that nobody waits in vain`() async throws {
        let change = try await suspend(SmallTown.marc)
        try await keeper.refresh(at: town.nine)
        #expect(try await receipts(change).map(\.ended) == [0])
        let entries = try await town.database.read { try AuditLog.entries(about: SmallTown.marc, limit: 9, in: $0) }
        #expect(!entries.contains { $0.entry.act == "access.closed" })
    }

    @Test func `RV-8: memory is told before sockets, and sockets before the disk`() async throws {
        let entry = try await enter()
        let seen = Mutex<[String]>([])
        doors.guarded { [town] _ in
            let rows = try? await town.database.read { try SessionStore.sessions(in: $0).count }
            seen.withLock { $0.append("memory \(town.table.count), disk \(rows ?? -1)") }
        }
        _ = try await suspend(SmallTown.marc)
        try await keeper.refresh(at: town.nine)
        #expect(seen.withLock { $0 } == ["memory 0, disk 1"])
        #expect(!town.table.contains(entry.session, at: town.nine))
    }

    @Test func `RV-8: that could not be written is written with the next round`() async throws {
        _ = try await enter()
        let change = try await suspend(SmallTown.marc)
        try await town.database.write { try $0.execute("ALTER TABLE receipt RENAME TO away") }
        await #expect(throws: (any Error).self) { try await keeper.refresh(at: town.nine) }
        #expect(town.table.count == 0)
        try await town.database.write { try $0.execute("ALTER TABLE away RENAME TO receipt") }
        try await keeper.refresh(at: town.nine)
        #expect(try await receipts(change).map(\.ended) == [1])
        #expect(try await town.database.read { try SessionStore.sessions(in: $0).isEmpty })
    }

    @Test func `of a sign-out with something open is kept too, without a change`() async throws {
        let entry = try await enter()
        doors.note([closing(entry)])
        let receipts = try await keeper.refresh(at: town.nine)
        #expect(receipts.contains { $0.change == nil && $0.closed == [closing(entry)] })
    }
}
