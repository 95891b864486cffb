package import Store

/// The table of codes that were sent: one live code a person.
package enum SentCodeSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-24 codes that were sent",
            [
                .table(
                    "sent_code",
                    """
                    agent TEXT PRIMARY KEY REFERENCES agent (number),
                    message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
                    code \(.bytes) NOT NULL,
                    sent_at \(.integer) NOT NULL,
                    sends \(.integer) NOT NULL CHECK (sends > 0),
                    guesses \(.integer) NOT NULL CHECK (guesses >= 0)
                    """
                )
            ]
        )
    ]
}
