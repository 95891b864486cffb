import Store
import Testing
import TwoEngines
import Web

@testable import Audit

@Suite(.onBothEngines) struct `A refusal repeated` {
    @Test func `S-37: within a minute is one entry with its count and the first reference`() async throws {
        let database = try await Log.database()
        let log = RefusalLog(database)
        let first = try await log.note(Log.entry(at: 1000), reason: "policy.channel")
        var shown: Set<Reference> = []
        for second in 1...36 {
            shown.insert(try await log.note(Log.entry(at: 1000 + Int64(second)), reason: "policy.channel"))
        }
        #expect(shown == [first])
        try await log.settle(at: 1060)
        #expect(try await Log.count(in: database) == 1)
        let record = try await database.read { try AuditLog.entry(reference: first, in: $0) }
        #expect(record?.times == 37)
        #expect(record?.entry.reference == first)
        #expect(try await AuditLog.verify(database).firstBreak == nil)
    }

    @Test func `S-37: after its minute is an entry of its own`() async throws {
        let database = try await Log.database()
        let log = RefusalLog(database)
        let first = try await log.note(Log.entry(at: 1000), reason: "policy.channel")
        for at in [1010, 1020, 1030, 1059] {
            _ = try await log.note(Log.entry(at: Int64(at)), reason: "policy.channel")
        }
        let second = try await log.note(Log.entry(at: 1060), reason: "policy.channel")
        #expect(first != second)
        let times = try await database.read { try AuditLog.entries(after: 0, limit: 9, in: $0).map(\.times) }
        #expect(times == [5, 1])
    }

    @Test func `S-37: for another reason, app, channel or person is another entry`() async throws {
        let database = try await Log.database()
        let log = RefusalLog(database)
        _ = try await log.note(Log.entry(), reason: "policy.channel")
        _ = try await log.note(Log.entry(), reason: "policy.hours")
        _ = try await log.note(Log.entry(subject: "0498765"), reason: "policy.channel")
        _ = try await log.note(Log.entry(object: "paie"), reason: "policy.channel")
        _ = try await log.note(Log.entry(channel: "tunnel"), reason: "policy.channel")
        #expect(try await Log.count(in: database) == 5)
    }

    @Test func `writes few rows for many repetitions, and loses less than half of its count in a crash`() async throws {
        let database = try await Log.database()
        let log = RefusalLog(database)
        let first = try await log.note(Log.entry(at: 1000), reason: "policy.channel")
        for _ in 1..<1000 { _ = try await log.note(Log.entry(at: 1001), reason: "policy.channel") }
        let record = try await database.read { try AuditLog.entry(reference: first, in: $0) }
        #expect(record?.times == 512)
        let rows: Int? = try await database.read { try $0.one("SELECT count(*) AS n FROM audit_repeat")?["n"] }
        #expect(rows == 9)
    }

    @Test func `S-37: is recorded by the next one when the first could not be`() async throws {
        let database = try await Engine.current.database()
        let log = RefusalLog(database)
        await #expect(throws: StoreError.self) { try await log.note(Log.entry(at: 1000), reason: "policy.channel") }
        try await database.migrate(AuditSchema.migrations)
        let reference = try await log.note(Log.entry(at: 1001), reason: "policy.channel")
        #expect(try await database.read { try AuditLog.entry(reference: reference, in: $0) } != nil)
    }
}
