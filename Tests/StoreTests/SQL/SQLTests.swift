import Testing
import TwoEngines

@testable import Store

@Suite(.onBothEngines) struct `A statement` {
    @Test func `binds what is interpolated, whatever it spells`() async throws {
        let database = try await Town.database()
        let name = "Robert'); DROP TABLE agent;--"
        try await Town.settle("0412345", name, in: database)
        let found = try await database.read { reading in
            try reading.one("SELECT number FROM agent WHERE name = \(name)")
        }
        #expect(try found?["number"] == "0412345")
    }

    @Test func `numbers its placeholders as each engine wants them`() {
        let statement: SQL = "SELECT \(1) WHERE \("a") = \(Bool?.none)"
        let (text, values) = statement.rendered { "$\($0)" }
        #expect(text == "SELECT $1 WHERE $2 = $3")
        #expect(values == [.integer(1), .text("a"), .null])
    }

    @Test func `takes a list, and an empty list matches nothing`() async throws {
        let database = try await Town.database()
        for (number, name) in [("1", "Ana"), ("2", "Bruno"), ("3", "Chloé")] {
            try await Town.settle(number, name, in: database)
        }
        let counts = try await database.read { reading in
            try [["1", "3"], []].map { (numbers: [String]) in
                try reading.query("SELECT name FROM agent WHERE number IN \(list: numbers)").count
            }
        }
        #expect(counts == [2, 0])
    }

    @Test func `takes in another statement with its values in order`() {
        let scope: SQL = "department = \("dpe") AND unit = \("bureau 2")"
        let statement: SQL = "SELECT 1 WHERE number = \(7) AND \(sql: scope) LIMIT \(9)"
        let (text, values) = statement.rendered { "$\($0)" }
        #expect(text == "SELECT 1 WHERE number = $1 AND department = $2 AND unit = $3 LIMIT $4")
        #expect(values == [.integer(7), .text("dpe"), .text("bureau 2"), .integer(9)])
    }

    @Test func `S-38: a text with U+0000 is refused rather than cut`() async throws {
        let database = try await Town.database()
        await #expect(throws: StoreError.nulInText) {
            try await Town.settle("1", "Ana\u{0}Bruno", in: database)
        }
    }
}

@Suite(.onBothEngines) struct `A row` {
    private func row(_ statement: SQL) async throws -> Row {
        let database = try await Engine.current.database()
        return try #require(try await database.read { try $0.one(statement) })
    }

    @Test func `gives each type back as it was bound`() async throws {
        let bytes: [UInt8] = [0, 255, 10]
        let row = try await row(
            "SELECT \(Int64.min) AS i, \("é\u{301}") AS t, \(bytes) AS b, \(String?.none) AS n, \(true) AS f"
        )
        #expect(try row["i"] == Int64.min)
        #expect(try row["t"] == "é\u{301}")
        #expect(try row["b"] == bytes)
        #expect(try row["n"] == String?.none)
        #expect(try row["f"] == true)
    }

    @Test func `S-38: throws, and never traps, on an absent or foreign column`() async throws {
        let row = try await row("SELECT 7 AS i, NULL AS n, 2 AS f")
        #expect(throws: StoreError.self) { try row["absent"] as String }
        #expect(throws: StoreError.column("i", "holds an integer, which is no String")) { try row["i"] as String }
        #expect(throws: StoreError.self) { try row["n"] as Int64 }
        #expect(throws: StoreError.self) { try row["f"] as Bool }
    }
}
