import Store
import Testing
import TwoEngines
import Web

@testable import Audit

@Suite(.onBothEngines) struct `A value from outside, in the log` {
    @Test func `S-37: stays one harmless line`() {
        let hostile = "x\r\n{\"act\":\"forged\"}\u{0}\u{1B}[2J\u{202E}gpj\u{2028}\u{85}\\"
        let kept = AuditText.kept(hostile)
        #expect(kept == #"x\u{D}\u{A}{"act":"forged"}\u{0}\u{1B}[2J\u{202E}gpj\u{2028}\u{85}\\"#)
        #expect(AuditText.kept("Éloïse O’Connor, bureau 214") == "Éloïse O’Connor, bureau 214")
    }

    @Test func `S-37: keeps two different values different`() {
        #expect(AuditText.kept("\\u{A}") != AuditText.kept("\u{A}"))
    }

    @Test func `S-37: can neither fill the log nor keep an entry out of it`() async throws {
        let database = try await Log.database()
        let long = String(repeating: "é\u{0}", count: 40_000)
        let entry = AuditEntry(
            who: .agent(long),
            subject: long,
            act: long,
            object: long,
            at: .max,
            origin: AuditOrigin(channel: long, address: long),
            detail: AuditDetail([long])
        )
        try await database.write { try AuditLog.record(entry, in: $0) }
        let kept = try await database.read { try AuditLog.entries(after: 0, limit: 1, in: $0) }.first
        #expect(try #require(kept?.entry.subject).utf8.count <= 256)
        #expect(kept?.entry.detail.json.hasPrefix(#"{"detail":"too long","bytes":"#) == true)
        #expect(try await AuditLog.verify(database).firstBreak == nil)
    }

    @Test func `S-37: is read back from the detail as it was, and is no line of its own there`() {
        let hostile = ["path": "/a\n\u{202E}\u{2028}\u{E0001}\\\u{0}é"]
        let detail = AuditDetail(hostile)
        #expect(detail.decoded(as: [String: String].self) == hostile)
        #expect(detail.json.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E && $0.value != 0x2028 })
    }

    @Test func `S-37: that JSON cannot hold leaves an entry that says so`() {
        #expect(AuditDetail(["share": Double.nan]).json == #"{"detail":"unwritable"}"#)
    }

    @Test func `S-37: is one line of an export, whatever it holds`() async throws {
        let database = try await Log.database()
        let hostile = Log.entry(subject: "x\r\n{\"act\":\"forged\"}\u{2028}", object: "\u{1B}[2J")
        try await database.write { try AuditLog.record(hostile, in: $0) }
        let records = try await database.read { try AuditLog.entries(after: 0, limit: 9, in: $0) }
        let line = AuditLine(try #require(records.first)).text
        #expect(line.utf8.allSatisfy { $0 >= 0x20 })
        #expect(!line.unicodeScalars.contains("\u{2028}"))
        #expect(line.hasPrefix(#"{"act":"access.refused","address":"203.0.113.7","at":1795000000,"channel":"nomade","#))
    }
}
