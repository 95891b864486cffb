package import Store

/// The log's tables: both take new rows only.
package enum AuditSchema {
    /// The migrations of Audit, oldest first.
    package static let migrations = [
        Migration(
            "2026-11-24 the audit log, to which rows are only added",
            [
                .table(
                    "audit_entry",
                    """
                    number \(.integer) PRIMARY KEY,
                    at \(.integer) NOT NULL,
                    who TEXT NOT NULL,
                    subject TEXT,
                    act TEXT NOT NULL,
                    object TEXT,
                    channel TEXT,
                    address TEXT,
                    reference TEXT,
                    detail TEXT NOT NULL,
                    previous \(.bytes) NOT NULL UNIQUE,
                    hash \(.bytes) NOT NULL UNIQUE,
                    CHECK (number > 0),
                    CHECK ((channel IS NULL) = (address IS NULL))
                    """
                ),
                "CREATE INDEX audit_entry_reference ON audit_entry (reference)",
                "CREATE INDEX audit_entry_subject ON audit_entry (subject, number)",
                .insertOnly("audit_entry", key: "number"),
                .table(
                    "audit_repeat",
                    """
                    number \(.integer) PRIMARY KEY,
                    entry \(.integer) NOT NULL REFERENCES audit_entry (number),
                    times \(.integer) NOT NULL CHECK (times > 1),
                    at \(.integer) NOT NULL,
                    previous \(.bytes) NOT NULL UNIQUE,
                    hash \(.bytes) NOT NULL UNIQUE,
                    CHECK (number > 0)
                    """
                ),
                "CREATE INDEX audit_repeat_entry ON audit_repeat (entry, times)",
                .insertOnly("audit_repeat", key: "number"),
            ]
        )
    ]
}
