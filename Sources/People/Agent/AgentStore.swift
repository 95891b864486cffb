package import Policy
package import Store

/// All SQL on agents; each function works inside the caller's transaction.
package enum AgentStore {
    static let columns: SQL = """
        SELECT a.number, i.text AS identifier, a.birth_name, a.usage_name, a.first_names, a.birth_date, a.mail,
            a.phone_typed, a.language, a.credential, a.credential_since
        FROM agent a JOIN identifier i ON i.agent = a.number AND i.retired_at IS NULL
        """

    static let assignmentColumns: SQL =
        "SELECT id, agent, department, unit, function_title, supervisor, position, first_day, last_day FROM assignment"

    /// The agent with that employee number; nil when there is none.
    package static func agent(_ number: String, in reading: Reading) throws -> Agent? {
        guard let row = try reading.one("\(sql: columns) WHERE a.number = \(number)") else { return nil }
        let assignments = try reading.query(
            "\(sql: assignmentColumns) WHERE agent = \(number) ORDER BY first_day, id"
        )
        return try Agent(row, assignments: assignments.map { try DatedAssignment($0) })
    }

    /// Whether the agent with that number was born on that day: one statement, whoever it is (S-21).
    package static func isBorn(_ number: String, on day: CalendarDate, in reading: Reading) throws -> Bool {
        try reading.one("SELECT number FROM agent WHERE number = \(number) AND birth_date = \(day)") != nil
    }

    /// All agents by employee number.
    package static func agents(in reading: Reading) throws -> [String: Agent] {
        var assignments: [String: [DatedAssignment]] = [:]
        for row in try reading.query("\(sql: assignmentColumns) ORDER BY first_day, id") {
            assignments[try row["agent"], default: []].append(try DatedAssignment(row))
        }
        var agents: [String: Agent] = [:]
        for row in try reading.query(columns) {
            let number: String = try row["number"]
            agents[number] = try Agent(row, assignments: assignments[number] ?? [])
        }
        return agents
    }

    /// How many agents there are, of every state.
    package static func count(in reading: Reading) throws -> Int {
        try reading.one("SELECT count(*) AS total FROM agent")?["total"] ?? 0
    }

    /// The employee number behind whatever a person typed to say who they are; nil when it is nobody's, or not one person's.
    ///
    /// One statement whatever the outcome (S-21). An identifier that was replaced still serves for 90 days (D-104).
    package static func resolve(_ typed: TypedIdentifier, at now: Instant, in reading: Reading) throws -> String? {
        let rows =
            switch typed {
            case .number(let number): try reading.query("SELECT number FROM agent WHERE number = \(number)")
            case .mail(let mail): try reading.query("SELECT number FROM agent WHERE mail = \(mail) LIMIT 2")
            case .name(let name):
                try reading.query(
                    """
                    SELECT agent AS number FROM identifier WHERE text = \(name)
                        AND (retired_at IS NULL OR retired_at > \(now.adding(seconds: -90 * 86_400).seconds))
                    """
                )
            }
        return rows.count == 1 ? try rows[0]["number"] : nil
    }

    /// Moves the credential of an agent to a step.
    static func set(
        _ step: CredentialState,
        of number: String,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            "UPDATE agent SET credential = \(step), credential_since = \(now.seconds) WHERE number = \(number)"
        )
    }
}
