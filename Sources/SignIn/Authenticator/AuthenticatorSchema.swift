package import Store

/// The table of authenticator apps.
package enum AuthenticatorSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-24 authenticator apps",
            [
                .table(
                    "authenticator",
                    """
                    agent TEXT PRIMARY KEY REFERENCES agent (number),
                    secret \(.bytes) NOT NULL,
                    last_step \(.integer) NOT NULL,
                    enrolled_at \(.integer) NOT NULL
                    """
                )
            ]
        ),
        Migration(
            "2026-11-24 codes that came too early",
            [
                .table(
                    "early_step",
                    """
                    agent TEXT NOT NULL REFERENCES agent (number),
                    step \(.integer) NOT NULL,
                    PRIMARY KEY (agent, step)
                    """
                )
            ]
        ),
    ]
}
