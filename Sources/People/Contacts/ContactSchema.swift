import Store

/// The tables of what is known about contacts besides the city file.
enum ContactSchema {
    /// In the order in which they were released.
    static let migrations = [
        Migration("2026-11-30 contacts confirmed, and whether they answer", [confirmation, answer])
    ]

    /// The newest confirmation of each contact; `details` is the digest of what was confirmed.
    private static let confirmation: SchemaStatement = .table(
        "contact_confirmation",
        """
        contact TEXT PRIMARY KEY CHECK (contact <> ''),
        details \(.bytes) NOT NULL CHECK (length(details) = 32),
        at \(.integer) NOT NULL,
        author TEXT NOT NULL CHECK (author <> '')
        """
    )

    /// How often callers said that somebody answered, or nobody, on a day of the city's calendar.
    private static let answer: SchemaStatement = .table(
        "contact_answer",
        """
        contact TEXT NOT NULL CHECK (contact <> ''),
        day TEXT NOT NULL CHECK (length(day) = 10),
        yes \(.integer) NOT NULL CHECK (yes >= 0),
        no \(.integer) NOT NULL CHECK (no >= 0),
        PRIMARY KEY (contact, day)
        """
    )
}
