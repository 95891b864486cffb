import Testing
import TwoEngines

@testable import Store

@Suite(.onBothEngines) struct `A migration` {
    static let second = Migration("2026-12-01 a motto for each agent", ["ALTER TABLE agent ADD COLUMN motto TEXT"])

    @Test func `is applied once, in order, and the rest later`() async throws {
        let database = try await Engine.current.database()
        let all = Town.migrations + [Self.second]
        #expect(try await database.migrationState(of: all).pending == all.map(\.name))
        try await database.migrate(Town.migrations)
        #expect(try await database.migrationState(of: all).pending == [Self.second.name])
        try await database.migrate(all)
        try await database.migrate(all)
        #expect(try await database.migrationState(of: all) == MigrationState(pending: [], unknown: [], altered: []))
    }

    @Test func `S-35: of a newer program stops an older one`() async throws {
        let database = try await Town.database()
        try await database.migrate(Town.migrations + [Self.second])
        await #expect(throws: StoreError.self) { try await database.migrate(Town.migrations) }
        #expect(try await database.migrationState(of: Town.migrations).unknown == [Self.second.name])
    }

    @Test func `S-35: that was edited after its release is refused`() async throws {
        let database = try await Town.database()
        try await database.migrate(Town.migrations + [Self.second])
        let edited = Migration(Self.second.name, ["ALTER TABLE agent ADD COLUMN moto TEXT"])
        await #expect(throws: StoreError.schema("edited after its release: \(edited.name)")) {
            try await database.migrate(Town.migrations + [edited])
        }
    }

    @Test func `that fails leaves nothing behind`() async throws {
        let database = try await Engine.current.database()
        let broken = Migration("2026-12-02 a slip", ["CREATE TABLE half (x TEXT)", "CREATE TABLE nonsense ("])
        await #expect(throws: StoreError.self) { try await database.migrate(Town.migrations + [broken]) }
        #expect(try await database.migrationState(of: Town.migrations).pending == Town.migrations.map(\.name))
    }

    @Test func `can make a table that takes new rows only`() async throws {
        let database = try await Town.database()
        let sealed = Migration("2026-12-03 badges stay", [.insertOnly("badge", key: "id")])
        try await database.migrate(Town.migrations + [sealed])
        try await Town.settle("1", "Ana", in: database)
        try await database.write { try $0.execute("INSERT INTO badge (agent, uses) VALUES ('1', 0)") }
        let attempts: [SQL] = ["UPDATE badge SET uses = 9", "DELETE FROM badge"] + Self.replacing
        for attempt in attempts {
            await #expect(throws: StoreError.constraint(.trigger, "badge takes new rows only")) {
                try await database.write { try $0.execute(attempt) }
            }
        }
        #expect(try await database.read { try $0.one("SELECT uses FROM badge")?["uses"] } == 0)
    }

    /// How each engine would put a row in the place of another.
    private static var replacing: [SQL] {
        switch Engine.current {
        case .sqlite:
            [
                "REPLACE INTO badge VALUES (1, '1', 9, NULL)",
                "INSERT INTO badge VALUES (1, '1', 9, NULL) ON CONFLICT (id) DO UPDATE SET uses = 9",
            ]
        case .postgreSQL:
            [
                "TRUNCATE badge",
                """
                INSERT INTO badge (id, agent, uses) OVERRIDING SYSTEM VALUE VALUES (1, '1', 9)
                ON CONFLICT (id) DO UPDATE SET uses = 9
                """,
            ]
        }
    }
}

@Suite struct `The dump of the schema` {
    @Test func `is the text that the migrations lead to`() async throws {
        let sealed = Migration("2026-12-03 badges stay", [.insertOnly("badge", key: "id")])
        let text = try await SchemaDump.text(of: Town.migrations + [sealed])
        #expect(text.hasPrefix("-- Made from the migrations by `make schema`"))
        #expect(
            text.contains(
                """

                CREATE TABLE agent (
                    number TEXT PRIMARY KEY,
                    name TEXT NOT NULL,
                    active INTEGER NOT NULL CHECK (active IN (0, 1))
                ) STRICT;

                """
            )
        )
        #expect(text.contains("CREATE TRIGGER badge_no_delete BEFORE DELETE ON badge"))
        #expect(text.hasSuffix(";\n"))
        #expect(!text.contains("sqlite_sequence"))
    }
}
