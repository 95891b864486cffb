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
        )
    ]
}
