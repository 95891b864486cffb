package import Store

/// The table of the codes of activation letters.
package enum ActivationCodeSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-24 codes of activation letters",
            [
                .table(
                    "activation_code",
                    """
                    id \(.identity),
                    agent TEXT NOT NULL REFERENCES agent (number),
                    code \(.bytes) NOT NULL CHECK (length(code) = 32),
                    delivery TEXT NOT NULL CHECK (delivery IN ('letter', 'split', 'account')),
                    made_at \(.integer) NOT NULL,
                    made_by TEXT NOT NULL,
                    expires_at \(.integer) NOT NULL CHECK (expires_at > made_at),
                    used_at \(.integer),
                    replaced_at \(.integer),
                    CHECK (used_at IS NULL OR replaced_at IS NULL)
                    """
                ),
                // One agent has one code at a time.
                "CREATE UNIQUE INDEX activation_code_live ON activation_code (agent) WHERE used_at IS NULL AND replaced_at IS NULL",
            ]
        ),
        Migration(
            "2026-11-30 access issued without a letter",
            [
                """
                ALTER TABLE activation_code ADD COLUMN without_letter \(.integer) NOT NULL DEFAULT 0
                    CHECK (without_letter IN (0, 1))
                """
            ]
        ),
        // What is entrusted to a head of site opens nothing until it was handed over.
        Migration(
            "2026-11-30 letters that a head of site hands over",
            [
                "ALTER TABLE activation_code ADD COLUMN entrusted_to TEXT REFERENCES agent (number)",
                "ALTER TABLE activation_code ADD COLUMN handed_at \(.integer)",
            ]
        ),
    ]
}
