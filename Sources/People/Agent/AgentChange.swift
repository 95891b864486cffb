package import Policy
package import Store

/// News of one agent, written in the transaction of the change itself; SignIn reads it and ends what it ends.
package struct AgentChange: Hashable, Sendable {
    /// What happened; the raw value is stored.
    package enum Kind: String, CaseIterable, Sendable, ColumnValue {
        case added, changed, ended, renamed, issued, activated, suspended, resumed, closed
        case grantGiven = "grant-given"
        case grantEnded = "grant-ended"
    }

    /// Grows from one change to the next.
    package let id: Int64
    /// The employee number.
    package let agent: String
    package let kind: Kind
    package let at: Instant
}

extension AgentStore {
    /// Writes the news of a change, in the transaction that makes it, and wakes whoever waits for news; returns its id.
    @discardableResult
    package static func note(
        _ kind: AgentChange.Kind,
        of agent: String,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Int64 {
        try transaction.announce()
        let row = try transaction.one(
            "INSERT INTO agent_change (agent, kind, at) VALUES (\(agent), \(kind), \(now.seconds)) RETURNING id"
        )
        return try row?["id"] ?? 0
    }

    /// The same for an act on one person, stamped by the database's clock: whoever acts is told how fast it was felt.
    @discardableResult
    package static func noteAct(
        _ kind: AgentChange.Kind,
        of agent: String,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Int64 {
        let id = try note(kind, of: agent, at: now, in: transaction)
        try transaction.execute("INSERT INTO agent_change_stamp (change) VALUES (\(id))")
        return id
    }

    /// The changes after the one with that id, oldest first, at most `limit`: a whole city is felt at once (S-16).
    package static func changes(after id: Int64, limit: Int = 100_000, in reading: Reading) throws -> [AgentChange] {
        let rows = try reading.query(
            "SELECT id, agent, kind, at FROM agent_change WHERE id > \(id) ORDER BY id LIMIT \(limit)"
        )
        return try rows.map { row in
            AgentChange(
                id: try row["id"],
                agent: try row["agent"],
                kind: try row["kind"],
                at: Instant(seconds: try row["at"])
            )
        }
    }

    /// The id of an agent's newest change; nil when there is none.
    package static func newestChange(of agent: String, in reading: Reading) throws -> Int64? {
        try reading.one("SELECT max(id) AS id FROM agent_change WHERE agent = \(agent)")?["id"]
    }

    /// The id of the newest change; 0 when there is none.
    package static func newestChange(in reading: Reading) throws -> Int64 {
        let row = try reading.one("SELECT coalesce(max(id), 0) AS id FROM agent_change")
        return try row?["id"] ?? 0
    }

    /// The agents for whom an assignment begins on that day or ended the day before: they change at midnight.
    package static func numbersTurning(on day: CalendarDate, in reading: Reading) throws -> [String] {
        let eve = day.adding(days: -1)
        let rows = try reading.query(
            """
            SELECT agent FROM assignment WHERE first_day = \(day) UNION
            SELECT agent FROM assignment WHERE last_day = \(eve) ORDER BY agent
            """
        )
        return try rows.map { try $0["agent"] }
    }
}
