import Store
import Testing
import TwoEngines

@testable import Audit

@Suite(.onBothEngines) struct `An altered log` {
    private static let attacks: [(String, [SQL], AuditBreak?)] = [
        ("nothing", [], nil),
        ("a value", ["UPDATE audit_entry SET who = 'agent:0000001' WHERE number = 7"], at(7, .altered)),
        ("a date", ["UPDATE audit_entry SET at = at + 1 WHERE number = 7"], at(7, .altered)),
        ("empty for none", ["UPDATE audit_entry SET reference = '' WHERE number = 3"], at(3, .altered)),
        ("moved", ["UPDATE audit_entry SET object = NULL, reference = object WHERE number = 4"], at(4, .altered)),
        ("one out", ["DELETE FROM audit_entry WHERE number = 5"], at(5, .gap)),
        ("the first out", ["DELETE FROM audit_entry WHERE number = 1"], at(1, .gap)),
        (
            "one out, the rest renumbered",
            [
                "DELETE FROM audit_entry WHERE number = 5",
                "UPDATE audit_entry SET number = number - 1 WHERE number > 5",
            ],
            at(5, .untied)
        ),
        ("a count", ["UPDATE audit_repeat SET times = 3 WHERE number = 2"], at(2, .altered, "audit_repeat")),
        ("a count out", ["DELETE FROM audit_repeat WHERE number = 1"], at(1, .gap, "audit_repeat")),
        ("the end", ["DELETE FROM audit_entry WHERE number > 8"], at(9, .cut)),
        ("all", ["DELETE FROM audit_repeat", "DELETE FROM audit_entry"], at(1, .cut)),
    ]

    @Test func `S-37: shows at the first entry that was altered, taken out or put in`() async throws {
        for (name, statements, expected) in Self.attacks {
            let (database, head) = try await log()
            try await open(database)
            try await database.write { for statement in statements { try $0.execute(statement) } }
            #expect(try await AuditLog.verify(database, keeping: head).firstBreak == expected, "\(name)")
            try database.close()
        }
    }

    @Test func `S-37: made anew from its start shows against the head that was kept elsewhere`() async throws {
        let (_, head) = try await log()
        let forged = try await Log.database()
        try await forged.write { transaction in
            for number in 1...12 { try AuditLog.record(Log.entry(at: Int64(100 + number)), in: transaction) }
        }
        #expect(try await AuditLog.verify(forged).firstBreak == nil)
        #expect(try await AuditLog.verify(forged, keeping: head).firstBreak == Self.at(10, .cut))
    }

    @Test func `S-37: has a head that is written down and read back`() {
        let head = AuditHead(number: 1042, hash: (0..<32).map { UInt8($0 * 8) })
        #expect(head.description.hasPrefix("1042:0008101820"))
        #expect(AuditHead(head.description) == head)
        for text in ["", "1042", "x:00", "1042:zz", "-1:\(head.description.dropFirst(5))", head.description + "0"] {
            #expect(AuditHead(text) == nil, "\(text)")
        }
    }

    private static func at(_ number: Int64, _ fault: AuditBreak.Fault, _ table: String = "audit_entry") -> AuditBreak {
        AuditBreak(table: table, number: number, fault: fault)
    }

    /// Whoever owns the tables can drop the triggers first; the chain is there for that case.
    private func open(_ database: any Database) async throws {
        let statements: [SQL] =
            switch Engine.current {
            case .sqlite:
                [
                    "DROP TRIGGER audit_entry_no_update", "DROP TRIGGER audit_entry_no_delete",
                    "DROP TRIGGER audit_repeat_no_update", "DROP TRIGGER audit_repeat_no_delete",
                ]
            case .postgreSQL:
                [
                    "DROP TRIGGER audit_entry_no_change ON audit_entry",
                    "DROP TRIGGER audit_repeat_no_change ON audit_repeat",
                ]
            }
        try await database.write { for statement in statements { try $0.execute(statement) } }
    }

    /// A log of ten entries and two counts of the second one, and its head.
    private func log() async throws -> (any Database, AuditHead) {
        let database = try await Log.database()
        try await database.write { transaction in
            for number in 1...10 { try AuditLog.record(Log.entry(at: Int64(number)), in: transaction) }
            try AuditLog.repeated(2, times: 2, at: 5, in: transaction)
            try AuditLog.repeated(2, times: 5, at: 9, in: transaction)
        }
        let head = try await AuditLog.verify(database).head
        #expect(head.number == 10)
        return (database, head)
    }
}
