package import Store

/// The table of codes to one channel on file: one a person.
package enum ForgottenSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-30 codes of forgotten passwords",
            [
                .table(
                    "forgotten_code",
                    """
                    agent TEXT PRIMARY KEY REFERENCES agent (number),
                    channel TEXT NOT NULL CHECK (channel IN ('mail', 'sms')),
                    code \(.bytes) NOT NULL CHECK (length(code) = 32),
                    sent_at \(.integer) NOT NULL,
                    sends \(.integer) NOT NULL CHECK (sends > 0),
                    guesses \(.integer) NOT NULL CHECK (guesses >= 0)
                    """
                )
            ]
        ),
        Migration(
            "2026-11-30 codes to one channel serve accounts too",
            ["ALTER TABLE forgotten_code RENAME TO channel_code"]
        ),
    ]
}
