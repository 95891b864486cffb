package import Store

/// The table of the keys that sign assertions.
package enum AssertionSchema {
    /// The migrations of this idea, oldest first.
    package static let migrations = [
        Migration(
            "2026-11-24 the keys that sign assertions",
            [
                .table(
                    "assertion_key",
                    """
                    identifier TEXT PRIMARY KEY,
                    sealed_key \(.bytes) NOT NULL,
                    made_at \(.integer) NOT NULL
                    """
                )
            ]
        )
    ]
}
