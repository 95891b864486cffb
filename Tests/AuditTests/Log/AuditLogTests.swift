import Store
import Testing
import TwoEngines
import Web

@testable import Audit

@Suite(.onBothEngines) struct `The audit log` {
    @Test func `S-37: keeps who, for whom, what, on what, when, where from, reference and detail`() async throws {
        let database = try await Log.database()
        let reference = Reference.random()
        let entry = AuditEntry(
            who: .agent("0412345"),
            subject: "0498765",
            act: "credential.suspended",
            object: "intranet",
            at: 1_795_000_000,
            origin: AuditOrigin(channel: "office", address: "10.1.2.3"),
            reference: reference,
            detail: AuditDetail(["reason": "départ"])
        )
        try await database.write { try AuditLog.record(entry, in: $0) }
        let found = try await database.read { try AuditLog.entry(reference: reference, in: $0) }
        #expect(found == AuditRecord(number: 1, entry: entry, times: 1))
        #expect(found?.entry.detail.decoded(as: [String: String].self) == ["reason": "départ"])
        #expect(try await database.read { try AuditLog.entry(reference: .random(), in: $0) } == nil)
    }

    @Test func `S-37: has no entry without its act, and no act without its entry`() async throws {
        let database = try await Log.database()
        await #expect(throws: StoreError.self) {
            try await database.write { transaction in
                try AuditLog.record(Log.entry(), in: transaction)
                try transaction.execute("INSERT INTO absent VALUES (1)")
            }
        }
        #expect(try await Log.count(in: database) == 0)
    }

    @Test func `S-37: takes new rows only, whoever asks`() async throws {
        let database = try await Log.database()
        try await database.write { transaction in
            let number = try AuditLog.record(Log.entry(), in: transaction)
            try AuditLog.repeated(number, times: 2, at: 1, in: transaction)
        }
        let attempts: [(String, SQL)] =
            [
                ("audit_entry", "UPDATE audit_entry SET who = 'x'"),
                ("audit_entry", "DELETE FROM audit_entry"),
                ("audit_repeat", "UPDATE audit_repeat SET at = 9"),
                ("audit_repeat", "DELETE FROM audit_repeat"),
            ] + Self.replacing
        for (table, attempt) in attempts {
            await #expect(throws: StoreError.constraint(.trigger, "\(table) takes new rows only")) {
                try await database.write { try $0.execute(attempt) }
            }
        }
        #expect(try await AuditLog.verify(database).firstBreak == nil)
    }

    /// How each engine would put rows in the place of others.
    private static var replacing: [(String, SQL)] {
        switch Engine.current {
        case .sqlite:
            [
                ("audit_entry", "REPLACE INTO audit_entry SELECT * FROM audit_entry"),
                ("audit_repeat", "REPLACE INTO audit_repeat SELECT * FROM audit_repeat"),
            ]
        case .postgreSQL:
            [
                ("audit_entry", "TRUNCATE audit_entry CASCADE"),
                ("audit_repeat", "TRUNCATE audit_repeat"),
            ]
        }
    }

    @Test func `has one number after another, also when many write at once`() async throws {
        let database = try await Log.database()
        try await withThrowingTaskGroup { group in
            for number in 0..<50 {
                group.addTask { try await database.write { try AuditLog.record(Log.entry(at: Int64(number)), in: $0) } }
            }
            for try await _ in group {}
        }
        let verified = try await AuditLog.verify(database)
        #expect(verified.entries == 50)
        #expect(verified.firstBreak == nil)
    }

    @Test func `tells what concerns a person, latest first`() async throws {
        let database = try await Log.database()
        try await database.write { transaction in
            for (at, subject) in [(1, "0412345"), (2, "0498765"), (3, "0412345")] {
                try AuditLog.record(Log.entry(at: Int64(at), subject: subject), in: transaction)
            }
        }
        let found = try await database.read { try AuditLog.entries(about: "0412345", limit: 10, in: $0) }
        #expect(found.map(\.entry.at) == [3, 1])
        #expect(try await database.read { try AuditLog.entries(after: 1, limit: 1, in: $0) }.map(\.number) == [2])
    }
}
