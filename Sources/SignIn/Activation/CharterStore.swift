package import Policy
package import Store

/// All SQL on who accepted which version of the rules for use.
package enum CharterStore {
    /// Whether an agent accepted that version.
    package static func isAccepted(_ version: String, by agent: String, in reading: Reading) throws -> Bool {
        try reading.one(
            "SELECT 1 AS accepted FROM charter_acceptance WHERE agent = \(agent) AND version = \(version)"
        ) != nil
    }

    /// Keeps that an agent accepted a version; the first moment stays.
    package static func accept(_ version: String, by agent: String, at now: Instant, in transaction: Transaction) throws
    {
        try transaction.execute(
            """
            INSERT INTO charter_acceptance (agent, version, accepted_at) VALUES (\(agent), \(version), \(now.seconds))
            ON CONFLICT (agent, version) DO NOTHING
            """
        )
    }
}
