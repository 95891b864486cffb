package import Policy
package import Store

/// A password as the store keeps it.
package struct StoredPassword: Sendable {
    /// The hash in its PHC form.
    package let hash: PasswordHash
    /// Grows with each new password, not with a dearer hash of the same one.
    package let version: Int64
}

/// All SQL on passwords.
package enum PasswordStore {
    /// The password of a person; nil when there is none, or when what is stored is no hash.
    package static func password(of agent: String, in reading: Reading) throws -> StoredPassword? {
        let row = try reading.one("SELECT hash, version FROM password WHERE agent = \(agent)")
        guard let row, let hash = PasswordHash(phc: try row["hash"]) else { return nil }
        return StoredPassword(hash: hash, version: try row["version"])
    }

    /// Sets a new password; proofs of the one before are worth nothing from here on.
    package static func set(_ hash: PasswordHash, of agent: String, at now: Instant, in transaction: Transaction) throws
    {
        try transaction.execute(
            """
            INSERT INTO password (agent, hash, version, set_at) VALUES (\(agent), \(hash.phc), 1, \(now.seconds))
            ON CONFLICT (agent) DO UPDATE
            SET hash = excluded.hash, version = password.version + 1, set_at = excluded.set_at
            """
        )
    }

    /// Puts a dearer hash of the same password in the place of the old one, unless another was set meanwhile (S-20).
    @discardableResult
    package static func raise(_ hash: PasswordHash, of agent: String, version: Int64, in transaction: Transaction)
        throws
        -> Bool
    {
        try transaction.execute(
            "UPDATE password SET hash = \(hash.phc) WHERE agent = \(agent) AND version = \(version)"
        ) == 1
    }

    /// Removes a person's password (S-31).
    package static func remove(of agent: String, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM password WHERE agent = \(agent)")
    }
}
