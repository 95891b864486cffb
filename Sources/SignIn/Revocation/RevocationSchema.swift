package import Store

/// The tables of nodes and of their receipts.
package enum RevocationSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-24 gates that live, and their receipts",
            [
                .table(
                    "gate_node",
                    """
                    name TEXT PRIMARY KEY,
                    seen_at \(.integer) NOT NULL
                    """
                ),
                .table(
                    "receipt",
                    """
                    id \(.identity),
                    change \(.integer) REFERENCES agent_change (id),
                    agent TEXT NOT NULL REFERENCES agent (number),
                    node TEXT NOT NULL,
                    ended \(.integer) NOT NULL,
                    at \(.integer) NOT NULL,
                    stamp \(.stamp),
                    UNIQUE (change, node)
                    """
                ),
                .table(
                    "receipt_closing",
                    """
                    receipt \(.integer) NOT NULL REFERENCES receipt (id) ON DELETE CASCADE,
                    session TEXT NOT NULL,
                    app TEXT NOT NULL,
                    kind TEXT NOT NULL CHECK (kind IN ('websocket', 'stream', 'download', 'upload', 'request'))
                    """
                ),
                "CREATE INDEX receipt_closing_receipt ON receipt_closing (receipt)",
                "CREATE INDEX receipt_at ON receipt (at)",
            ]
        )
    ]
}
