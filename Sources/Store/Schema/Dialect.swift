/// The few words that SQLite and PostgreSQL write differently; everything else in this house is the SQL of both.
package enum Dialect: Sendable {
    case sqlite

    /// A word of `SchemaStatement` as this engine writes it.
    func text(of word: SchemaStatement.Word) -> String {
        switch (self, word) {
        case (.sqlite, .identity): "INTEGER PRIMARY KEY AUTOINCREMENT"
        case (.sqlite, .integer): "INTEGER"
        case (.sqlite, .boolean): "INTEGER"
        case (.sqlite, .bytes): "BLOB"
        case (.sqlite, .stamp):
            "INTEGER NOT NULL DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))"
        }
    }

    /// The table with its columns; SQLite is told to hold to the types, as PostgreSQL does unasked.
    func table(_ name: String, columns: String) -> String {
        let body = columns.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        return "CREATE TABLE \(name) (\n\(body)\n) STRICT"
    }

    /// The triggers by which a table takes new rows only.
    func insertOnly(_ table: String, key: String) -> [String] {
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

    /// The table in which the runner keeps what it applied.
    var migrationTable: SQL {
        let columns = "name TEXT PRIMARY KEY,\ndigest \(text(of: .bytes)) NOT NULL"
        return SQL(text: table("IF NOT EXISTS migration", columns: columns))
    }

    /// One row when the table exists.
    func tableNamed(_ name: String) -> SQL {
        switch self {
        case .sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name = \(name)"
        }
    }
}
