package import Store

/// The tables of words from the employer.
package enum AnnouncementSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration("2026-11-30 words from the employer", [announcement, byLastDay, read])
    ]

    /// No department means all; `written_by` and `withdrawn_by` are actors as the log writes them.
    private static let announcement: SchemaStatement = .table(
        "announcement",
        """
        id \(.identity),
        department TEXT CHECK (department <> ''),
        language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
        title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
        words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 4000),
        first_day TEXT NOT NULL CHECK (length(first_day) = 10),
        last_day TEXT NOT NULL CHECK (length(last_day) = 10),
        written_at \(.integer) NOT NULL,
        written_by TEXT NOT NULL CHECK (written_by <> ''),
        withdrawn_at \(.integer) CHECK (withdrawn_at >= written_at),
        withdrawn_by TEXT CHECK (withdrawn_by <> ''),
        CHECK (first_day <= last_day),
        CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
        """
    )

    private static let byLastDay: SchemaStatement = "CREATE INDEX announcement_by_last_day ON announcement (last_day)"

    /// Who has said *J'ai lu*, for their own home alone.
    private static let read: SchemaStatement = .table(
        "announcement_read",
        """
        agent TEXT NOT NULL REFERENCES agent (number),
        announcement \(.integer) NOT NULL REFERENCES announcement (id),
        read_at \(.integer) NOT NULL,
        PRIMARY KEY (agent, announcement)
        """
    )
}
