package import Store

/// The tables of contacts that agents set themselves.
package enum OwnContactSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration("2026-11-30 agents change their mail and phone", [change, liveOnce, due, own])
    ]

    private static let change: SchemaStatement = .table(
        "contact_change",
        """
        id \(.identity),
        agent TEXT NOT NULL REFERENCES agent (number),
        kind TEXT NOT NULL CHECK (kind IN ('mail', 'phone')),
        value TEXT NOT NULL CHECK (value <> ''),
        state TEXT NOT NULL CHECK (state IN ('proving', 'waiting', 'done', 'stopped', 'replaced')),
        made_at \(.integer) NOT NULL,
        due_at \(.integer),
        new_code \(.bytes) NOT NULL CHECK (length(new_code) = 32),
        old_code \(.bytes) CHECK (length(old_code) = 32),
        guesses \(.integer) NOT NULL CHECK (guesses >= 0),
        CHECK (state <> 'waiting' OR due_at IS NOT NULL)
        """
    )

    /// One agent has one change of each kind on its way.
    private static let liveOnce: SchemaStatement =
        "CREATE UNIQUE INDEX contact_change_live ON contact_change (agent, kind) WHERE state IN ('proving', 'waiting')"

    private static let due: SchemaStatement = "CREATE INDEX contact_change_due ON contact_change (state, due_at)"

    /// `feed_value` is what the feed said when the agent's own value took its place; NULL when it said nothing.
    private static let own: SchemaStatement = .table(
        "own_contact",
        """
        agent TEXT NOT NULL REFERENCES agent (number),
        kind TEXT NOT NULL CHECK (kind IN ('mail', 'phone')),
        value TEXT NOT NULL CHECK (value <> ''),
        feed_value TEXT,
        set_at \(.integer) NOT NULL,
        PRIMARY KEY (agent, kind)
        """
    )
}
