package import Store
package import Web

/// An entry with its place in the log.
package struct AuditRecord: Hashable, Sendable {
    /// From 1, without gaps.
    package let number: Int64
    package let entry: AuditEntry
    /// How often it happened within its minute, itself included.
    package let times: Int64
}

/// The record of what was done; rows are only ever added, each tied to the one before.
package enum AuditLog {
    /// Adds an entry in the caller's own transaction, so that there is no act without it; returns its number.
    @discardableResult
    package static func record(_ entry: AuditEntry, in transaction: Transaction) throws -> Int64 {
        let kept = KeptEntry(entry)
        let last = try transaction.one("SELECT number, hash FROM audit_entry ORDER BY number DESC LIMIT 1")
        let number: Int64 = try last.map { try $0["number"] + 1 } ?? 1
        let previous: [UInt8] = try last.map { try $0["hash"] } ?? AuditChain.start
        let hash = AuditChain.hash(of: kept, number: number, after: previous)
        try transaction.execute(
            """
            INSERT INTO audit_entry
                (number, at, who, subject, act, object, channel, address, reference, detail, previous, hash)
            VALUES
                (\(number), \(kept.at), \(kept.who), \(kept.subject), \(kept.act), \(kept.object),
                \(kept.origin?.channel), \(kept.origin?.address), \(kept.reference), \(kept.detail),
                \(previous), \(hash))
            """
        )
        return number
    }

    /// Adds that entry `number` has by now happened `times` times.
    static func repeated(_ number: Int64, times: Int64, at: Int64, in transaction: Transaction) throws {
        let last = try transaction.one("SELECT number, hash FROM audit_repeat ORDER BY number DESC LIMIT 1")
        let place: Int64 = try last.map { try $0["number"] + 1 } ?? 1
        let previous: [UInt8] = try last.map { try $0["hash"] } ?? AuditChain.start
        let hash = AuditChain.hash(of: times, entry: number, at: at, number: place, after: previous)
        try transaction.execute(
            """
            INSERT INTO audit_repeat (number, entry, times, at, previous, hash)
            VALUES (\(place), \(number), \(times), \(at), \(previous), \(hash))
            """
        )
    }

    /// The latest entry that a page showed under this reference.
    package static func entry(reference: Reference, in reading: Reading) throws -> AuditRecord? {
        try records("reference = \(reference.characters) ORDER BY number DESC LIMIT 1", in: reading).first
    }

    /// The entries that concern this person, latest first, at most `limit`.
    package static func entries(about subject: String, limit: Int, in reading: Reading) throws -> [AuditRecord] {
        try records("subject = \(subject) ORDER BY number DESC LIMIT \(limit)", in: reading)
    }

    /// The entries after `number`, in order, at most `limit`: how an export walks the log.
    package static func entries(after number: Int64, limit: Int, in reading: Reading) throws -> [AuditRecord] {
        try records("number > \(number) ORDER BY number LIMIT \(limit)", in: reading)
    }

    private static func records(_ condition: SQL, in reading: Reading) throws -> [AuditRecord] {
        try reading.query(
            """
            SELECT audit_entry.*,
                COALESCE((SELECT max(times) FROM audit_repeat WHERE entry = audit_entry.number), 1) AS times
            FROM audit_entry WHERE \(sql: condition)
            """
        ).map { AuditRecord(number: try $0["number"], entry: try KeptEntry($0).entry, times: try $0["times"]) }
    }
}
