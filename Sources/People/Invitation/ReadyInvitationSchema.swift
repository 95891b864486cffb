package import Store

/// The table of invitations to the readiness check: one row a person.
package enum ReadyInvitationSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-30 invitations to the readiness check",
            [
                .table(
                    "ready_invitation",
                    """
                    agent TEXT PRIMARY KEY REFERENCES agent (number),
                    way TEXT NOT NULL CHECK (way IN ('sms', 'mail', 'nowhere')),
                    invited_at \(.integer) NOT NULL
                    """
                ),
                "CREATE INDEX activation_code_used_at ON activation_code (used_at)",
            ]
        )
    ]
}
