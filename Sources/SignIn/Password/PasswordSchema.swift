package import Store

/// The table of passwords.
package enum PasswordSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-24 passwords",
            [
                .table(
                    "password",
                    """
                    agent TEXT PRIMARY KEY REFERENCES agent (number),
                    hash TEXT NOT NULL,
                    version \(.integer) NOT NULL CHECK (version > 0),
                    set_at \(.integer) NOT NULL
                    """
                )
            ]
        )
    ]
}
