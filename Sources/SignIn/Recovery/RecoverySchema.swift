package import Store

/// The table of recovery codes.
package enum RecoverySchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-24 recovery codes",
            [
                .table(
                    "recovery_code",
                    """
                    agent TEXT NOT NULL REFERENCES agent (number),
                    code \(.bytes) NOT NULL,
                    made_at \(.integer) NOT NULL,
                    used_at \(.integer),
                    PRIMARY KEY (agent, code)
                    """
                )
            ]
        )
    ]
}
