package import Store

/// The tables of people declared by hand, and of numbers that were merged into another.
package enum ProvisionalSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-30 people declared by hand",
            [
                .table(
                    "provisional",
                    """
                    agent TEXT PRIMARY KEY REFERENCES agent (number),
                    kind TEXT NOT NULL CHECK (kind IN ('newcomer', 'external')),
                    sponsor TEXT REFERENCES agent (number) CHECK (sponsor <> agent),
                    company TEXT CHECK (company <> ''),
                    declared_at \(.integer) NOT NULL,
                    declared_by TEXT NOT NULL CHECK (declared_by <> ''),
                    merged_at \(.integer),
                    merged_into TEXT REFERENCES agent (number),
                    CHECK ((kind = 'external') = (sponsor IS NOT NULL)),
                    CHECK ((kind = 'external') = (company IS NOT NULL)),
                    CHECK ((merged_at IS NULL) = (merged_into IS NULL))
                    """
                )
            ]
        ),
        Migration(
            "2026-11-30 second numbers of one person",
            [
                .table(
                    "merged_number",
                    """
                    agent TEXT PRIMARY KEY REFERENCES agent (number),
                    kept TEXT NOT NULL REFERENCES agent (number) CHECK (kept <> agent),
                    merged_at \(.integer) NOT NULL
                    """
                ), "CREATE INDEX agent_by_birth_date ON agent (birth_date)",
            ]
        ),
    ]
}
