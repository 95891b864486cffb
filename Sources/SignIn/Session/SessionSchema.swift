package import Store

/// The tables of sessions, their tokens, and the tickets that carry them to app hosts.
package enum SessionSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-24 sessions",
            [
                .table(
                    "session",
                    """
                    id TEXT PRIMARY KEY,
                    agent TEXT NOT NULL REFERENCES agent (number),
                    started_at \(.integer) NOT NULL,
                    active_at \(.integer) NOT NULL,
                    idle_seconds \(.integer) NOT NULL CHECK (idle_seconds > 0),
                    absolute_seconds \(.integer) NOT NULL CHECK (absolute_seconds > 0),
                    is_shared \(.boolean) NOT NULL,
                    known_until \(.integer)
                    """
                ),
                "CREATE INDEX session_agent ON session (agent)",
                .table(
                    "session_token",
                    """
                    hash \(.bytes) PRIMARY KEY,
                    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
                    host TEXT NOT NULL,
                    password_at \(.integer),
                    factor TEXT,
                    factor_at \(.integer),
                    UNIQUE (session, host),
                    CHECK ((factor IS NULL) = (factor_at IS NULL))
                    """
                ),
                .table(
                    "ticket",
                    """
                    hash \(.bytes) PRIMARY KEY,
                    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
                    host TEXT NOT NULL,
                    nonce \(.bytes) NOT NULL,
                    target TEXT NOT NULL,
                    expires_at \(.integer) NOT NULL
                    """
                ),
                .table(
                    "known_browser",
                    """
                    hash \(.bytes) PRIMARY KEY,
                    agent TEXT NOT NULL REFERENCES agent (number),
                    proven_at \(.integer) NOT NULL
                    """
                ),
                "CREATE INDEX known_browser_agent ON known_browser (agent)",
            ]
        ),
        Migration(
            "2026-11-24 news of sessions, and where each is used",
            [
                "ALTER TABLE session ADD COLUMN channel TEXT NOT NULL DEFAULT 'nomade'",
                "ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT ''",
                "ALTER TABLE session_token ADD COLUMN version \(.integer) NOT NULL DEFAULT 1",
                .table(
                    "session_news",
                    """
                    id \(.identity),
                    session TEXT NOT NULL,
                    agent TEXT NOT NULL REFERENCES agent (number),
                    at \(.integer) NOT NULL
                    """
                ),
            ]
        ),
        Migration("2026-11-24 the look of a session", ["ALTER TABLE session ADD COLUMN look TEXT NOT NULL DEFAULT ''"]),
        Migration(
            "2026-11-30 sessions beside a supervisor, whose own is set aside",
            [
                "ALTER TABLE session ADD COLUMN accompanied_by TEXT",
                .table(
                    "session_aside",
                    """
                    session TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
                    agent TEXT NOT NULL REFERENCES agent (number),
                    started_at \(.integer) NOT NULL,
                    idle_seconds \(.integer) NOT NULL CHECK (idle_seconds > 0),
                    absolute_seconds \(.integer) NOT NULL CHECK (absolute_seconds > 0),
                    is_shared \(.boolean) NOT NULL,
                    known_until \(.integer),
                    password_at \(.integer),
                    factor TEXT,
                    factor_at \(.integer),
                    CHECK ((factor IS NULL) = (factor_at IS NULL))
                    """
                ),
            ]
        ),
    ]
}
