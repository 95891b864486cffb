import Store

/// All SQL on whatever proves a person, whichever way in it belongs to.
enum ProofStore {
    /// Erases every proof of those who are closed (S-31): by an act, or by their death on the feed. Devices are free for
    /// somebody else. Whoever was given a new credential since, because the death was a mistake, keeps the new proofs.
    static func eraseClosed(in transaction: Transaction) throws {
        for agent in try closedHolders(in: transaction) {
            try PasswordStore.remove(of: agent, in: transaction)
            try CodeDeviceStore.free(of: agent, in: transaction)
            try AuthenticatorStore.remove(of: agent, in: transaction)
            try CodeSheetStore.remove(of: agent, in: transaction)
            try RecoveryStore.remove(of: agent, in: transaction)
            try SentCodeStore.remove(of: agent, in: transaction)
            try ChannelCodeStore.remove(of: agent, in: transaction)
            try KnownBrowserStore.forgetAll(of: agent, in: transaction)
        }
    }

    /// The closed people of whom there is something to erase.
    private static func closedHolders(in reading: Reading) throws -> [String] {
        try reading.query(
            """
            SELECT DISTINCT c.agent AS agent FROM agent_change c
            JOIN (SELECT agent FROM password UNION SELECT agent FROM authenticator UNION SELECT agent FROM recovery_code
                UNION SELECT agent FROM code_sheet_line UNION SELECT agent FROM known_browser
                UNION SELECT agent FROM code_device WHERE agent IS NOT NULL) h ON h.agent = c.agent
            WHERE c.kind = 'closed' AND NOT EXISTS (SELECT l.id FROM agent_change l
                WHERE l.agent = c.agent AND l.id > c.id AND l.kind IN ('issued', 'activated', 'resumed'))
            """
        ).map { try $0["agent"] }
    }
}
