import Store
import TwoEngines
import Web

@testable import Audit

/// What the tests of this part share.
enum Log {
    static func database() async throws -> any Database {
        let database = try await Engine.current.database()
        try await database.migrate(AuditSchema.migrations)
        return database
    }

    static func entry(
        at: Int64 = 1_795_000_000,
        subject: String = "0412345",
        object: String = "intranet",
        channel: String = "nomade"
    ) -> AuditEntry {
        AuditEntry(
            who: .agent(subject),
            subject: subject,
            act: "access.refused",
            object: object,
            at: at,
            origin: AuditOrigin(channel: channel, address: "203.0.113.7")
        )
    }

    static func count(in database: any Database) async throws -> Int {
        try await database.read { try $0.one("SELECT count(*) AS n FROM audit_entry")?["n"] ?? -1 }
    }
}
