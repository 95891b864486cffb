/// The whole schema as one text, `docs/schema.sql`, made by applying the migrations to an empty database.
package enum SchemaDump {
    /// The text that these migrations lead to, in SQLite's words; ends with a newline.
    package static func text(of migrations: [Migration]) async throws -> String {
        let database = try SQLiteDatabase.inMemory()
        try await database.migrate(migrations)
        let statements = try await database.read { reading in
            try reading.query(
                """
                SELECT sql FROM sqlite_master
                WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                ORDER BY rowid
                """
            ).map { try $0["sql"] as String }
        }
        try database.close()
        let head = "-- Made from the migrations by `make schema`; a test holds the two equal. SQLite's words.\n"
        return head + statements.map { "\n\($0);\n" }.joined()
    }
}
