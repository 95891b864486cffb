import TwoEngines

@testable import Store

/// A two-table world for the tests of this part.
enum Town {
    static let migrations = [
        Migration(
            "2026-11-24 agents and their badges",
            [
                .table(
                    "agent",
                    """
                    number TEXT PRIMARY KEY,
                    name TEXT NOT NULL,
                    active \(.boolean) NOT NULL CHECK (active IN (0, 1))
                    """
                ),
                .table(
                    "badge",
                    """
                    id \(.identity),
                    agent TEXT NOT NULL REFERENCES agent (number),
                    uses \(.integer) NOT NULL CHECK (uses >= 0),
                    mark \(.bytes)
                    """
                ),
            ]
        )
    ]

    static func database() async throws -> any Database {
        let database = try await Engine.current.database()
        try await database.migrate(migrations)
        return database
    }

    static func settle(_ number: String, _ name: String, in database: any Database) async throws {
        try await database.write { try $0.execute("INSERT INTO agent VALUES (\(number), \(name), \(true))") }
    }
}
