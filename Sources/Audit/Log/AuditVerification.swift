package import Store

/// The last entry of a log and its hash, to be kept elsewhere: it shows a log that was cut at its end or made anew.
package struct AuditHead: Hashable, Sendable {
    /// Zero for an empty log.
    package let number: Int64
    package let hash: [UInt8]

    package init(number: Int64, hash: [UInt8]) {
        self.number = number
        self.hash = hash
    }
}

extension AuditHead: CustomStringConvertible {
    /// `1042:9f86d0…`, the number and the hash in hexadecimal.
    package var description: String {
        let digits = hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return "\(number):\(digits)"
    }

    /// Reads what `description` wrote; nil for anything else.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int64(String(decoding: parts[0], as: UTF8.self)), number >= 0 else {
            return nil
        }
        let digits = parts[1].compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 64, parts[1].count == 64 else { return nil }
        self.init(
            number: number,
            hash: stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        )
    }
}

/// Where the chain does not hold.
package struct AuditBreak: Hashable, Sendable {
    package enum Fault: String, Hashable, Sendable {
        /// A number is not the one that follows.
        case gap
        /// The row is not tied to the row before it.
        case untied
        /// The row is not what its hash says.
        case altered
        /// The head that was kept elsewhere is not in the log.
        case cut
    }

    /// `audit_entry` or `audit_repeat`.
    package let table: String
    /// The number that was expected there.
    package let number: Int64
    package let fault: Fault
}

/// What a walk over the whole log found.
package struct AuditVerification: Hashable, Sendable {
    /// How many entries hold, up to the first break.
    package let entries: Int64
    package let head: AuditHead
    /// The first break; nil when the chain holds.
    package let firstBreak: AuditBreak?
}

extension AuditLog {
    /// Walks the whole chain, a few hundred rows in memory at a time; with `kept`, a head noted earlier elsewhere, it also
    /// tells a log that was cut at its end or made anew.
    package static func verify(_ database: any Database, keeping kept: AuditHead? = nil) async throws
        -> AuditVerification
    {
        var entries = AuditWalk(table: "audit_entry", kept: kept)
        try await entries.run(database) { number in
            "SELECT * FROM audit_entry WHERE number > \(number) ORDER BY number LIMIT 500"
        } hash: { row, number, previous in
            AuditChain.hash(of: try KeptEntry(row), number: number, after: previous)
        }
        var repeats = AuditWalk(table: "audit_repeat", kept: nil)
        try await repeats.run(database) { number in
            "SELECT * FROM audit_repeat WHERE number > \(number) ORDER BY number LIMIT 500"
        } hash: { row, number, previous in
            let (times, entry, at): (Int64, Int64, Int64) = try (row["times"], row["entry"], row["at"])
            return AuditChain.hash(of: times, entry: entry, at: at, number: number, after: previous)
        }
        return AuditVerification(
            entries: entries.head.number,
            head: entries.head,
            firstBreak: entries.fault ?? repeats.fault
        )
    }
}

/// One table's chain, walked row by row.
private struct AuditWalk {
    let table: String
    let kept: AuditHead?
    var head = AuditHead(number: 0, hash: AuditChain.start)
    var fault: AuditBreak?

    mutating func run(
        _ database: any Database,
        rowsAfter: (Int64) -> SQL,
        hash: (Row, Int64, [UInt8]) throws -> [UInt8]
    ) async throws {
        while fault == nil {
            let statement = rowsAfter(head.number)
            let rows = try await database.read { try $0.query(statement) }
            guard !rows.isEmpty else { break }
            for row in rows where fault == nil {
                try step(row) { try hash(row, $0, $1) }
            }
        }
        if let kept, fault == nil, kept.number > head.number { stop(.cut) }
    }

    private mutating func step(_ row: Row, hash: (Int64, [UInt8]) throws -> [UInt8]) throws {
        let number: Int64 = try row["number"]
        let written: [UInt8] = try row["hash"]
        guard number == head.number + 1 else { return stop(.gap) }
        guard try row["previous"] == head.hash else { return stop(.untied) }
        guard try hash(number, head.hash) == written else { return stop(.altered) }
        if let kept, kept.number == number, kept.hash != written { return stop(.cut) }
        head = AuditHead(number: number, hash: written)
    }

    private mutating func stop(_ kind: AuditBreak.Fault) {
        fault = AuditBreak(table: table, number: head.number + 1, fault: kind)
    }
}
