import Store

/// The table of who covers for whom at the HR desk.
enum CoverSchema {
    /// In the order in which they were released.
    static let migrations = [
        Migration("2026-11-30 colleagues cover at the HR desk", [cover, liveOnce, byColleague])
    ]

    /// `cover` is the colleague; `ended_by` is an actor as the log writes it, of whoever ended it before its last day.
    private static let cover: SchemaStatement = .table(
        "desk_cover",
        """
        id \(.identity),
        officer TEXT NOT NULL REFERENCES agent (number),
        cover TEXT NOT NULL REFERENCES agent (number) CHECK (cover <> officer),
        first_day TEXT NOT NULL CHECK (length(first_day) = 10),
        last_day TEXT NOT NULL CHECK (length(last_day) = 10),
        named_at \(.integer) NOT NULL,
        ended_at \(.integer) CHECK (ended_at >= named_at),
        ended_by TEXT,
        CHECK (first_day <= last_day),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL))
        """
    )

    /// One officer has one cover on its way.
    private static let liveOnce: SchemaStatement =
        "CREATE UNIQUE INDEX desk_cover_live ON desk_cover (officer) WHERE ended_at IS NULL"

    private static let byColleague: SchemaStatement = "CREATE INDEX desk_cover_by_cover ON desk_cover (cover)"
}
