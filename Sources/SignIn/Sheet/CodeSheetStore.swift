package import Audit
import People
package import Policy
package import Store

extension KeyPurpose {
    /// Lines of code sheets.
    static let codeSheet = KeyPurpose("sign-in.code-sheet")
}

/// All SQL on code sheets, whose lines are kept as HMAC under the key file (S-13).
package enum CodeSheetStore {
    /// Whether the person was handed a sheet, used up or not.
    package static func isHeld(_ agent: String, in reading: Reading) throws -> Bool {
        try reading.one("SELECT line FROM code_sheet_line WHERE agent = \(agent) LIMIT 1") != nil
    }

    /// The line that is asked next, the same until it is used; nil when none is left.
    package static func next(of agent: String, in reading: Reading) throws -> Int? {
        try reading.one(
            "SELECT line FROM code_sheet_line WHERE agent = \(agent) AND used_at IS NULL ORDER BY line LIMIT 1"
        )?["line"]
    }

    /// Hands a sheet out, with its audit entry; the one before is dead from here on. Throws `CredentialRefusal` for nobody.
    package static func issue(
        _ sheet: CodeSheet,
        to agent: String,
        by actor: AuditActor,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        guard try AgentStore.agent(agent, in: transaction) != nil else { throw CredentialRefusal.unknown(agent) }
        try remove(of: agent, in: transaction)
        for (index, code) in sheet.codes.enumerated() {
            let kept = keys.code(of: bytes(agent, index + 1, code), for: .codeSheet)
            try transaction.execute(
                """
                INSERT INTO code_sheet_line (agent, line, code, made_at)
                VALUES (\(agent), \(index + 1), \(kept), \(now.seconds))
                """
            )
        }
        try AuditLog.record(
            AuditEntry(who: actor, subject: agent, act: "factor.sheet-issued", at: now.seconds),
            in: transaction
        )
        try AgentStore.note(.changed, of: agent, at: now, in: transaction)
    }

    /// Uses the next line up when the code is that line's: true once, in parallel too (S-23).
    package static func use(
        _ code: String,
        of agent: String,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Bool {
        guard let line = try next(of: agent, in: transaction) else { return false }
        var used = 0
        for kept in keys.codes(of: bytes(agent, line, code), for: .codeSheet) {
            used += try transaction.execute(
                """
                UPDATE code_sheet_line SET used_at = \(now.seconds)
                WHERE agent = \(agent) AND line = \(line) AND code = \(kept) AND used_at IS NULL
                """
            )
        }
        return used == 1
    }

    /// Removes a person's sheet (S-31).
    package static func remove(of agent: String, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM code_sheet_line WHERE agent = \(agent)")
    }

    private static func bytes(_ agent: String, _ line: Int, _ code: String) -> [UInt8] {
        Fields.encode([agent, String(line), code])
    }
}
