/// This part's own tables.
package enum StoreSchema {
    /// The migrations of Store, oldest first.
    package static let migrations = [
        Migration(
            "2026-11-24 the keys under which this database was written",
            [
                .table(
                    "key_name",
                    """
                    name TEXT PRIMARY KEY,
                    fingerprint \(.bytes) NOT NULL
                    """
                )
            ]
        )
    ]
}
