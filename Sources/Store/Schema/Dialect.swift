/// The few words that SQLite and PostgreSQL write differently; everything else in this house is the SQL of both.
package enum Dialect: Sendable {
    case sqlite, postgreSQL

    /// A word of `SchemaStatement` as this engine writes it.
    func text(of word: SchemaStatement.Word) -> String {
        switch (self, word) {
        case (.sqlite, .identity): "INTEGER PRIMARY KEY AUTOINCREMENT"
        case (.sqlite, .integer): "INTEGER"
        case (.sqlite, .boolean): "INTEGER"
        case (.sqlite, .bytes): "BLOB"
        case (.sqlite, .stamp):
            "INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))"
        case (.postgreSQL, .identity): "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
        case (.postgreSQL, .integer): "BIGINT"
        case (.postgreSQL, .boolean): "SMALLINT"
        case (.postgreSQL, .bytes): "BYTEA"
        case (.postgreSQL, .stamp):
            "BIGINT NOT NULL DEFAULT (CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT))"
        }
    }

    /// The table with its columns; SQLite is told to hold to the types, as PostgreSQL does unasked.
    func table(_ name: String, columns: String) -> String {
        let body = columns.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        return "CREATE TABLE \(name) (\n\(body)\n)" + (self == .sqlite ? " STRICT" : "")
    }

    /// The triggers by which a table takes new rows only.
    func insertOnly(_ table: String, key: String) -> [String] {
        switch self {
        case .sqlite: Self.triggersOfSQLite(table, key: key)
        case .postgreSQL: Self.triggersOfPostgreSQL(table)
        }
    }

    /// The table in which the runner keeps what it applied.
    var migrationTable: SQL {
        let columns = "name TEXT PRIMARY KEY,\ndigest \(text(of: .bytes)) NOT NULL"
        return SQL(text: table("IF NOT EXISTS migration", columns: columns))
    }

    /// One row when the table exists.
    func tableNamed(_ name: String) -> SQL {
        switch self {
        case .sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name = \(name)"
        case .postgreSQL:
            "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename = \(name)"
        }
    }

    private static func triggersOfSQLite(_ table: String, key: String) -> [String] {
        func refuse(_ act: String, _ condition: String = "") -> String {
            """
            CREATE TRIGGER \(table)_no_\(act.lowercased()) BEFORE \(act) ON \(table)\(condition)
            BEGIN
                SELECT RAISE(ABORT, '\(table) takes new rows only');
            END
            """
        }
        // INSERT OR REPLACE deletes without a delete trigger; the insert trigger comes first and refuses the known key.
        let replaced = " WHEN EXISTS (SELECT 1 FROM \(table) WHERE \(key) = NEW.\(key))"
        return [refuse("UPDATE"), refuse("DELETE"), refuse("INSERT", replaced)]
    }

    /// Nothing replaces a row here unseen: a known key is refused by the key itself, `ON CONFLICT` by the trigger.
    private static func triggersOfPostgreSQL(_ table: String) -> [String] {
        let function = """
            CREATE FUNCTION \(table)_new_rows_only() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                RAISE EXCEPTION '\(table) takes new rows only';
            END
            $body$
            """
        let triggers = [("change", "UPDATE OR DELETE", "ROW"), ("emptying", "TRUNCATE", "STATEMENT")].map {
            """
            CREATE TRIGGER \(table)_no_\($0.0) BEFORE \($0.1) ON \(table)
            FOR EACH \($0.2) EXECUTE FUNCTION \(table)_new_rows_only()
            """
        }
        return [function] + triggers
    }
}
