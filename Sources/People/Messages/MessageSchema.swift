package import Store

/// The tables of what goes out to people.
package enum MessageSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-24 messages that went out",
            [
                .table(
                    "message",
                    """
                    id TEXT PRIMARY KEY CHECK (length(id) = 32),
                    agent TEXT NOT NULL REFERENCES agent (number),
                    kind TEXT NOT NULL CHECK (kind IN ('sms', 'voice')),
                    purpose TEXT NOT NULL CHECK (purpose IN ('code', 'notice')),
                    recipient TEXT NOT NULL,
                    sent_at \(.integer) NOT NULL,
                    fate TEXT NOT NULL CHECK (fate IN
                        ('waiting', 'taken', 'refused', 'silent', 'delivered', 'failed')),
                    fate_at \(.integer) NOT NULL
                    """
                ),
                "CREATE INDEX message_by_agent ON message (agent, sent_at)",
                "CREATE INDEX message_sent_at ON message (sent_at)",
                .table(
                    "message_count",
                    """
                    subject TEXT NOT NULL,
                    day \(.integer) NOT NULL,
                    count \(.integer) NOT NULL CHECK (count > 0),
                    PRIMARY KEY (subject, day)
                    """
                ),
            ]
        ),
        Migration(
            "2026-11-24 mails wait until the city's server has them",
            [
                .table(
                    "mail",
                    """
                    id TEXT PRIMARY KEY CHECK (length(id) = 32),
                    agent TEXT NOT NULL REFERENCES agent (number),
                    recipient TEXT NOT NULL,
                    words \(.bytes),
                    kept_at \(.integer) NOT NULL,
                    attempts \(.integer) NOT NULL CHECK (attempts >= 0),
                    next_at \(.integer) NOT NULL,
                    fate TEXT NOT NULL CHECK (fate IN ('waiting', 'taken', 'refused', 'failed')),
                    fate_at \(.integer) NOT NULL,
                    fault TEXT,
                    CHECK (fate <> 'waiting' OR words IS NOT NULL)
                    """
                ),
                "CREATE INDEX mail_due ON mail (fate, next_at)",
                "CREATE INDEX mail_by_agent ON mail (agent, kept_at)",
            ]
        ),
    ]
}
