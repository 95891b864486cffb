package import Store

/// The tables of dossiers.
package enum DossierSchema {
    /// In the order in which they were released.
    package static let migrations = [
        Migration("2026-11-24 a dossier for every agent, with its steps", [dossier, step, stepByAgent])
    ]

    /// The reference is kept twice: as HMAC, to be looked up, and sealed, to be printed (S-13). `filed_under` holds the folded
    /// names by which a desk searches.
    private static let dossier: SchemaStatement = .table(
        "dossier",
        """
        agent TEXT PRIMARY KEY REFERENCES agent (number),
        code \(.bytes) NOT NULL UNIQUE CHECK (length(code) = 32),
        reference \(.bytes) NOT NULL,
        filed_under TEXT NOT NULL,
        opened_at \(.integer) NOT NULL,
        opened_by TEXT NOT NULL CHECK (opened_by <> '')
        """
    )

    /// Each act on a credential and where it led; `declared` is the opening of the dossier itself.
    private static let step: SchemaStatement = .table(
        "dossier_step",
        """
        id \(.identity),
        agent TEXT NOT NULL REFERENCES agent (number),
        act TEXT NOT NULL CHECK (act IN
            ('create-profile', 'issue', 'activate', 'suspend', 'resume', 'resume-unused', 'close')),
        step TEXT NOT NULL CHECK (step IN
            ('profile-created', 'issued', 'active', 'suspended', 'closed')),
        at \(.integer) NOT NULL,
        author TEXT NOT NULL CHECK (author <> '')
        """
    )

    private static let stepByAgent: SchemaStatement = "CREATE INDEX dossier_step_by_agent ON dossier_step (agent, id)"
}
