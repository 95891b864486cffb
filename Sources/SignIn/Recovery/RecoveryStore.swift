import People
package import Policy
package import Store

extension KeyPurpose {
    /// Recovery codes.
    static let recoveryCode = KeyPurpose("sign-in.recovery-code")
}

/// All SQL on recovery codes, kept as HMAC under the key file (S-13).
package enum RecoveryStore {
    /// How many of a person's codes are unused; nil when none were ever made.
    package static func left(of agent: String, in reading: Reading) throws -> Int? {
        let rows = try reading.query("SELECT used_at FROM recovery_code WHERE agent = \(agent)")
        guard !rows.isEmpty else { return nil }
        return try rows.filter { try $0["used_at"] == Int64?.none }.count
    }

    /// Keeps new codes; the earlier ones are dead from here on.
    package static func replace(
        by codes: [RecoveryCode],
        of agent: String,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        try remove(of: agent, in: transaction)
        for code in codes {
            let kept = keys.code(of: bytes(code, agent), for: .recoveryCode)
            try transaction.execute(
                "INSERT INTO recovery_code (agent, code, made_at) VALUES (\(agent), \(kept), \(now.seconds))"
            )
        }
        try AgentStore.note(.changed, of: agent, at: now, in: transaction)
    }

    /// Uses a code up: true for the first who asks, false for everybody after, in parallel too (S-23).
    package static func use(
        _ code: RecoveryCode,
        of agent: String,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Bool {
        var used = 0
        for kept in keys.codes(of: bytes(code, agent), for: .recoveryCode) {
            used += try transaction.execute(
                """
                UPDATE recovery_code SET used_at = \(now.seconds)
                WHERE agent = \(agent) AND code = \(kept) AND used_at IS NULL
                """
            )
        }
        return used == 1
    }

    /// Removes a person's codes (S-31).
    package static func remove(of agent: String, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM recovery_code WHERE agent = \(agent)")
    }

    private static func bytes(_ code: RecoveryCode, _ agent: String) -> [UInt8] {
        Fields.encode([agent, code.letters])
    }
}
