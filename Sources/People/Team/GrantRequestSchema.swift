package import Store

/// The table of requests for dated rights.
package enum GrantRequestSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration("2026-11-24 agents ask for dated rights", [request, openOnce, byAgent])
    ]

    private static let request: SchemaStatement = .table(
        "grant_request",
        """
        id \(.identity),
        agent TEXT NOT NULL REFERENCES agent (number),
        app TEXT NOT NULL CHECK (app <> ''),
        target TEXT NOT NULL CHECK (target <> ''),
        words TEXT NOT NULL CHECK (words <> ''),
        approver TEXT NOT NULL CHECK (approver <> agent),
        asked_at \(.integer) NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'given', 'declined')),
        answered_at \(.integer),
        answered_by TEXT CHECK (answered_by <> agent),
        answer TEXT,
        until \(.integer),
        CHECK ((state = 'open') = (answered_at IS NULL)),
        CHECK ((state = 'given') = (until IS NOT NULL))
        """
    )

    /// One agent has one open request for an app.
    private static let openOnce: SchemaStatement =
        "CREATE UNIQUE INDEX grant_request_open ON grant_request (agent, app) WHERE state = 'open'"

    private static let byAgent: SchemaStatement =
        "CREATE INDEX grant_request_by_agent ON grant_request (agent, app, id)"
}
