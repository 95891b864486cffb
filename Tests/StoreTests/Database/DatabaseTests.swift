import Testing
import TwoEngines

@testable import Store

@Suite(.onBothEngines) struct `A database` {
    struct Refused: Error {}

    @Test func `keeps all of a write or, when it throws, nothing`() async throws {
        let database = try await Town.database()
        await #expect(throws: Refused.self) {
            try await database.write { transaction in
                try transaction.execute("INSERT INTO agent VALUES ('1', 'Ana', 1)")
                throw Refused()
            }
        }
        #expect(try await count(of: "agent", in: database) == 0)
    }

    @Test func `says how many rows a statement changed`() async throws {
        let database = try await Town.database()
        try await Town.settle("1", "Ana", in: database)
        try await Town.settle("2", "Bruno", in: database)
        let changed = try await database.write { transaction in
            [
                try transaction.execute("UPDATE agent SET active = 0"),
                try transaction.execute("DELETE FROM agent WHERE number = 'none'"),
                try transaction.execute("INSERT INTO agent VALUES ('1', 'Ana', 1) ON CONFLICT (number) DO NOTHING"),
            ]
        }
        #expect(changed == [2, 0, 0])
    }

    @Test func `gives a key of its own, never twice`() async throws {
        let database = try await Town.database()
        try await Town.settle("1", "Ana", in: database)
        let keys = try await database.write { transaction in
            try (1...2).map { _ in
                let row = try transaction.one("INSERT INTO badge (agent, uses) VALUES ('1', 0) RETURNING id")
                try transaction.execute("DELETE FROM badge")
                return try row?["id"] ?? 0
            } as [Int64]
        }
        #expect(keys == [1, 2])
    }

    @Test func `names the invariant that refused`() async throws {
        let database = try await Town.database()
        try await Town.settle("1", "Ana", in: database)
        let cases: [(SQL, StoreError.Constraint)] = [
            ("INSERT INTO agent VALUES ('1', 'Ana', 1)", .unique),
            ("INSERT INTO agent VALUES ('2', 'Bruno', 2)", .check),
            ("INSERT INTO agent VALUES ('2', NULL, 1)", .notNull),
            ("INSERT INTO badge (agent, uses) VALUES ('9', 0)", .reference),
            ("INSERT INTO badge (agent, uses) VALUES ('1', 'many')", .type),
        ]
        for (statement, expected) in cases {
            let error = await #expect(throws: StoreError.self) {
                try await database.write { try $0.execute(statement) }
            }
            guard case .constraint(expected, _) = error else {
                Issue.record("\(expected) was \(String(describing: error))")
                continue
            }
        }
    }

    @Test func `takes no change from a reading body`() async throws {
        let database = try await Town.database()
        await #expect(throws: StoreError.self) {
            try await database.read { _ = try $0.query("INSERT INTO agent VALUES ('1', 'Ana', 1) RETURNING number") }
        }
        #expect(try await count(of: "agent", in: database) == 0)
    }

    @Test func `refuses a handle that outlived its body`() async throws {
        struct Kept: @unchecked Sendable { let handle: Reading }
        let database = try await Town.database()
        let kept = try await database.read { Kept(handle: $0) }
        #expect(throws: StoreError.ended) { try kept.handle.query("SELECT 1") }
    }

    @Test func `counts its statements, so that two answers can be compared`() async throws {
        let database = try await Town.database()
        let before = database.statements.count
        let texts = try await database.statements.texts {
            _ = try await database.read { try $0.one("SELECT name FROM agent WHERE number = \("1")") }
            try await Town.settle("1", "Ana", in: database)
        }
        #expect(texts == ["SELECT name FROM agent WHERE number = ?", "INSERT INTO agent VALUES (?, ?, ?)"])
        #expect(database.statements.count == before + 2)
    }
}

func count(of table: String, in database: any Database) async throws -> Int {
    try await database.read { try $0.one(SQL(text: "SELECT count(*) AS n FROM \(table)"))?["n"] ?? 0 }
}
