package import Store

/// The tables of activations on their way, and of who accepted which rules for use.
package enum ActivationSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-24 activations on their way",
            [
                .table(
                    "activation_progress",
                    """
                    code \(.integer) PRIMARY KEY REFERENCES activation_code (id),
                    charter TEXT,
                    password TEXT,
                    password_at \(.integer),
                    secret \(.bytes),
                    factor TEXT CHECK (factor IN ('authenticator', 'sms', 'voice')),
                    factor_at \(.integer),
                    step \(.integer),
                    CHECK ((password IS NULL) = (password_at IS NULL)),
                    CHECK ((factor IS NULL) = (factor_at IS NULL)),
                    CHECK (factor IS NULL OR password IS NOT NULL)
                    """
                ),
                .table(
                    "charter_acceptance",
                    """
                    agent TEXT NOT NULL REFERENCES agent (number),
                    version TEXT NOT NULL CHECK (version <> ''),
                    accepted_at \(.integer) NOT NULL,
                    PRIMARY KEY (agent, version)
                    """
                ),
            ]
        )
    ]
}
