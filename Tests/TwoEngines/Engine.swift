import Foundation
package import Store

/// The two engines on which every Store's tests run.
package enum Engine: String, CaseIterable, Sendable {
    case sqlite = "SQLite"
    case postgreSQL = "PostgreSQL"

    /// The engine of the running test: SQLite outside a suite `.onBothEngines`.
    @TaskLocal package static var current = Engine.sqlite

    /// An empty database of this engine, gone with its last reference.
    package func database() async throws -> any Database {
        switch self {
        case .sqlite: try SQLiteDatabase.inMemory()
        case .postgreSQL: try await LeasedDatabase()
        }
    }

    /// A test's database as a second gate opens it, with connections of its own; in memory there is but one.
    package static func another(of database: any Database) -> any Database {
        (database as? LeasedDatabase).map { PostgreSQLDatabase(at: $0.address) } ?? database
    }

    /// One database as `count` gates open it, each with connections of its own, for the time of `body`.
    package func gates<T>(_ count: Int, _ body: ([any Database]) async throws -> T) async throws -> T {
        switch self {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appending(path: "nomade-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            return try await body(try (0..<count).map { _ in try SQLiteDatabase(path: folder + "/nomade.sqlite") })
        case .postgreSQL:
            let first = try await LeasedDatabase()
            return try await body([first] + (1..<count).map { _ in PostgreSQLDatabase(at: first.address) })
        }
    }
}
