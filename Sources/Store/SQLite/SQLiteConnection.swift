import Foundation
import GRDB

/// GRDB's connection as this part's handles use it.
struct SQLiteConnection: Connection {
    let database: GRDB.Database

    func rows(of statement: SQL) throws -> [Row] {
        try translated {
            let (prepared, arguments) = try prepare(statement)
            let columns = prepared.columnNames
            var rows: [Row] = []
            let cursor = try GRDB.Row.fetchCursor(prepared, arguments: arguments)
            while let row = try cursor.next() {
                rows.append(Row(columns: columns, values: try row.databaseValues.map(value)))
            }
            return rows
        }
    }

    func run(_ statement: SQL) throws -> Int {
        try translated {
            let (prepared, arguments) = try prepare(statement)
            try prepared.execute(arguments: arguments)
            return database.changesCount
        }
    }

    private func prepare(_ statement: SQL) throws -> (GRDB.Statement, StatementArguments) {
        let (text, values) = statement.rendered { _ in "?" }
        return (try database.cachedStatement(sql: text), StatementArguments(values.map(\.databaseValue)))
    }

    private func translated<T>(_ work: () throws -> T) throws -> T {
        do { return try work() } catch let error as DatabaseError { throw error.translated }
    }

    private func value(_ stored: DatabaseValue) throws(StoreError) -> Value {
        switch stored.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .string(let text): .text(text)
        case .blob(let data): .bytes(Array(data))
        case .double: throw .engine(code: "real", "the answer holds a floating-point number, which this house has not")
        }
    }
}

extension Value {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
    }
}

extension DatabaseError {
    /// A conflict that may be tried again, or this part's error.
    var translated: any Error {
        resultCode == .SQLITE_BUSY ? Conflict() : StoreError(self)
    }
}

extension StoreError {
    /// SQLite's error in this part's words. The engine's message names columns, never values; GRDB's would show the
    /// arguments and is not used.
    init(_ error: DatabaseError) {
        let message = error.message ?? ""
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            self = .constraint(.unique, message)
        case .SQLITE_CONSTRAINT_FOREIGNKEY: self = .constraint(.reference, message)
        case .SQLITE_CONSTRAINT_CHECK: self = .constraint(.check, message)
        case .SQLITE_CONSTRAINT_NOTNULL: self = .constraint(.notNull, message)
        case .SQLITE_CONSTRAINT_TRIGGER: self = .constraint(.trigger, message)
        case .SQLITE_CONSTRAINT_DATATYPE: self = .constraint(.type, message)
        case let code where code.primaryResultCode == .SQLITE_CONSTRAINT: self = .constraint(.other, message)
        case let code: self = .engine(code: "sqlite \(code.rawValue)", message)
        }
    }
}
