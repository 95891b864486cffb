package import Store

/// The table of guesses.
package enum ThrottleSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-24 guesses at passwords and codes",
            [
                .table(
                    "throttle",
                    """
                    subject TEXT PRIMARY KEY,
                    failures \(.integer) NOT NULL CHECK (failures >= 0),
                    last_at \(.integer) NOT NULL
                    """
                ),
                "CREATE INDEX throttle_last_at ON throttle (last_at)",
            ]
        )
    ]
}
