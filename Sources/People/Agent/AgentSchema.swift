package import Store

/// The tables of People.
package enum AgentSchema {
    package static let migrations: [Migration] =
        [
            Migration(
                "2026-11-24 agents and their assignments",
                [agent, identifier, currentIdentifier, agentByMail, assignment] + assignmentIndexes
            ),
            Migration("2026-11-24 news of agents", [agentChange, changeByAgent]),
            Migration("2026-11-24 grants and activation links", [appGrant, grantByAgent, activationLink, liveLink]),
            Migration("2026-11-24 when news of agents were written, to the millisecond", [changeStamp]),
            Migration("2026-12-01 who is in a desk's scope, from indexes alone", scopeIndexes),
        ] + DossierSchema.migrations + ActivationCodeSchema.migrations + GrantRequestSchema.migrations
        + ContactSchema.migrations + ResetSchema.migrations + OwnContactSchema.migrations + ProvisionalSchema.migrations
        + ReadyInvitationSchema.migrations + CoverSchema.migrations

    private static let agent: SchemaStatement = .table(
        "agent",
        """
        number TEXT PRIMARY KEY CHECK (length(number) BETWEEN 1 AND 20),
        birth_name TEXT NOT NULL,
        usage_name TEXT,
        first_names TEXT NOT NULL,
        birth_date TEXT CHECK (length(birth_date) = 10),
        mail TEXT,
        phone_typed TEXT,
        language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
        credential TEXT NOT NULL CHECK (credential IN
            ('declared', 'profile-created', 'issued', 'active', 'suspended', 'left', 'closed')),
        credential_since \(.integer) NOT NULL,
        CHECK (birth_name <> '' OR usage_name IS NOT NULL OR first_names <> '')
        """
    )

    /// Every identifier ever given; a row is retired, never removed, so none is given twice (D-103, D-104).
    private static let identifier: SchemaStatement = .table(
        "identifier",
        """
        text TEXT PRIMARY KEY,
        agent TEXT NOT NULL REFERENCES agent (number),
        given_at \(.integer) NOT NULL,
        retired_at \(.integer) CHECK (retired_at >= given_at)
        """
    )

    private static let currentIdentifier: SchemaStatement =
        "CREATE UNIQUE INDEX identifier_current ON identifier (agent) WHERE retired_at IS NULL"

    private static let agentByMail: SchemaStatement = "CREATE INDEX agent_by_mail ON agent (mail)"

    /// Both the first and the last day belong to an assignment; `function` is the folded title that rules compare.
    private static let assignment: SchemaStatement = .table(
        "assignment",
        """
        id \(.identity),
        agent TEXT NOT NULL REFERENCES agent (number),
        department TEXT NOT NULL CHECK (department <> ''),
        unit TEXT,
        function TEXT,
        function_title TEXT,
        supervisor TEXT REFERENCES agent (number) CHECK (supervisor <> agent),
        position TEXT NOT NULL CHECK (position IN
            ('trainee', 'tenured', 'contract', 'hourly', 'lent', 'seconded-out', 'seconded-in', 'availability',
            'parental-leave', 'long-sick-leave', 'suspended', 'excluded', 'retired', 'struck-off', 'deceased')),
        first_day TEXT NOT NULL CHECK (length(first_day) = 10),
        last_day TEXT CHECK (length(last_day) = 10),
        CHECK (last_day >= first_day),
        CHECK ((function IS NULL) = (function_title IS NULL))
        """
    )

    private static let assignmentIndexes: [SchemaStatement] = [
        "CREATE INDEX assignment_by_agent ON assignment (agent)",
        "CREATE INDEX assignment_by_supervisor ON assignment (supervisor)",
        "CREATE INDEX assignment_by_department ON assignment (department, function)",
        "CREATE INDEX assignment_by_first_day ON assignment (first_day)",
        "CREATE INDEX assignment_by_last_day ON assignment (last_day)",
    ]

    /// What `DeskScope` asks of each person of a scope; the first of them does for `assignment_by_agent` too.
    private static let scopeIndexes: [SchemaStatement] = [
        "CREATE INDEX assignment_by_agent_and_day ON assignment (agent, last_day, first_day, position)",
        "DROP INDEX assignment_by_agent",
        "CREATE INDEX assignment_by_department_and_day ON assignment (department, first_day, last_day, agent)",
        "CREATE INDEX assignment_by_function ON assignment (function)",
    ]

    /// News for the parts above, written in the transaction of the change; ids grow and never come again.
    private static let agentChange: SchemaStatement = .table(
        "agent_change",
        """
        id \(.identity),
        agent TEXT NOT NULL REFERENCES agent (number),
        kind TEXT NOT NULL CHECK (kind IN
            ('added', 'changed', 'ended', 'renamed', 'issued', 'activated', 'suspended', 'resumed', 'closed',
            'grant-given', 'grant-ended')),
        at \(.integer) NOT NULL
        """
    )

    /// Beside the news of acts on one person, so that a receipt can say how long after it came.
    private static let changeStamp: SchemaStatement = .table(
        "agent_change_stamp",
        """
        change \(.integer) PRIMARY KEY REFERENCES agent_change (id),
        stamp \(.stamp)
        """
    )

    private static let changeByAgent: SchemaStatement = "CREATE INDEX agent_change_by_agent ON agent_change (agent)"

    private static let appGrant: SchemaStatement = .table(
        "app_grant",
        """
        id \(.identity),
        agent TEXT NOT NULL REFERENCES agent (number),
        app TEXT NOT NULL CHECK (app <> ''),
        given_at \(.integer) NOT NULL,
        until \(.integer) NOT NULL,
        reason TEXT NOT NULL CHECK (reason <> ''),
        given_by TEXT NOT NULL CHECK (given_by <> ''),
        ended_by TEXT,
        CHECK (until >= given_at)
        """
    )

    private static let grantByAgent: SchemaStatement = "CREATE INDEX app_grant_by_agent ON app_grant (agent, app)"

    private static let activationLink: SchemaStatement = .table(
        "activation_link",
        """
        token_hash \(.bytes) PRIMARY KEY CHECK (length(token_hash) = 32),
        agent TEXT NOT NULL REFERENCES agent (number),
        made_at \(.integer) NOT NULL,
        made_by TEXT NOT NULL,
        expires_at \(.integer) NOT NULL CHECK (expires_at > made_at),
        used_at \(.integer),
        replaced_at \(.integer),
        CHECK (used_at IS NULL OR replaced_at IS NULL)
        """
    )

    /// One agent has one link at a time.
    private static let liveLink: SchemaStatement =
        "CREATE UNIQUE INDEX activation_link_live ON activation_link (agent) WHERE used_at IS NULL AND replaced_at IS NULL"
}
