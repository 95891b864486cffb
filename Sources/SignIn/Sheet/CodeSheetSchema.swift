package import Store

/// The tables of code sheets.
package enum CodeSheetSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration(
            "2026-11-24 code sheets",
            [
                .table(
                    "code_sheet_line",
                    """
                    agent TEXT NOT NULL REFERENCES agent (number),
                    line \(.integer) NOT NULL CHECK (line > 0),
                    code \(.bytes) NOT NULL,
                    made_at \(.integer) NOT NULL,
                    used_at \(.integer),
                    PRIMARY KEY (agent, line)
                    """
                )
            ]
        )
    ]
}
