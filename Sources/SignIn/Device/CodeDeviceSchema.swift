package import Store

/// The table of hardware authenticators.
package enum CodeDeviceSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-24 hardware authenticators",
            [
                .table(
                    "code_device",
                    """
                    serial TEXT PRIMARY KEY CHECK (length(serial) BETWEEN 1 AND 64),
                    kind TEXT NOT NULL CHECK (kind IN ('totp', 'hotp')),
                    hash TEXT NOT NULL CHECK (hash IN ('sha1', 'sha256', 'sha512')),
                    digits \(.integer) NOT NULL CHECK (digits BETWEEN 6 AND 8),
                    period \(.integer) NOT NULL CHECK (period BETWEEN 10 AND 300),
                    secret \(.bytes) NOT NULL,
                    next_value \(.integer) NOT NULL CHECK (next_value >= 0),
                    imported_at \(.integer) NOT NULL,
                    agent TEXT REFERENCES agent (number),
                    assigned_at \(.integer),
                    CHECK ((agent IS NULL) = (assigned_at IS NULL))
                    """
                ),
                "CREATE UNIQUE INDEX code_device_agent ON code_device (agent) WHERE agent IS NOT NULL",
            ]
        )
    ]
}
