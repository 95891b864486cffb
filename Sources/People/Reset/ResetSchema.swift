package import Store

/// The tables of caller checks and of resets.
package enum ResetSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-30 caller checks, and resets by two people",
            [check, checkByAgent, checkByOfficer, reset, liveOnce, byAgent]
        )
    ]

    private static let check: SchemaStatement = .table(
        "caller_check",
        """
        id \(.identity),
        agent TEXT NOT NULL REFERENCES agent (number),
        officer TEXT NOT NULL REFERENCES agent (number) CHECK (officer <> agent),
        digits \(.bytes) NOT NULL,
        started_at \(.integer) NOT NULL,
        guesses \(.integer) NOT NULL CHECK (guesses BETWEEN 0 AND 3),
        passed_at \(.integer) CHECK (passed_at >= started_at)
        """
    )

    private static let checkByAgent: SchemaStatement =
        "CREATE INDEX caller_check_by_agent ON caller_check (agent, started_at)"

    private static let checkByOfficer: SchemaStatement =
        "CREATE INDEX caller_check_by_officer ON caller_check (officer, started_at)"

    /// `opened_by`, `confirmed_by` and `agent` are three people; `ended_by` is an actor as the log writes it.
    private static let reset: SchemaStatement = .table(
        "factor_reset",
        """
        id \(.identity),
        agent TEXT NOT NULL REFERENCES agent (number),
        state TEXT NOT NULL CHECK (state IN
            ('open', 'confirmed', 'used', 'declined', 'withdrawn', 'stopped', 'expired')),
        reason TEXT NOT NULL CHECK (reason <> ''),
        identified TEXT NOT NULL CHECK (identified IN ('call', 'paper')),
        opened_at \(.integer) NOT NULL,
        opened_by TEXT NOT NULL REFERENCES agent (number) CHECK (opened_by <> agent),
        confirmed_at \(.integer),
        confirmed_by TEXT REFERENCES agent (number) CHECK (confirmed_by <> agent AND confirmed_by <> opened_by),
        expires_at \(.integer) NOT NULL CHECK (expires_at > opened_at),
        ended_at \(.integer),
        ended_by TEXT,
        answer TEXT,
        CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
        CHECK (state <> 'open' OR confirmed_at IS NULL),
        CHECK (state NOT IN ('confirmed', 'used') OR confirmed_at IS NOT NULL),
        CHECK ((state IN ('open', 'confirmed')) = (ended_at IS NULL))
        """
    )

    /// One agent has one reset on its way.
    private static let liveOnce: SchemaStatement =
        "CREATE UNIQUE INDEX factor_reset_live ON factor_reset (agent) WHERE state IN ('open', 'confirmed')"

    private static let byAgent: SchemaStatement = "CREATE INDEX factor_reset_by_agent ON factor_reset (agent, id)"
}
