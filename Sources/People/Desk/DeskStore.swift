import Audit
package import City
import Policy
package import Store

/// One page of an officer's list.
package struct DeskList: Sendable {
    package let rows: [DossierProgress]
    package let hasMore: Bool
}

/// How many dossiers of an officer are on their way, late, and the desk's own to move.
package struct DeskCounts: Hashable, Sendable {
    package let open: Int
    package let late: Int
    package let mine: Int
}

/// All SQL of the HR and the IT desk; no statement about a person goes without the officer's scope (S-28).
package enum DeskStore {
    /// The departments of the officer, by key.
    package static func departments(_ scope: DeskScope, in reading: Reading) throws -> [String] {
        Set(try reading.query(scope.departments).map { try $0["department"] as String }).sorted()
    }

    /// One page of the dossiers in scope.
    package static func list(
        _ question: DeskQuestion,
        _ scope: DeskScope,
        in city: City,
        length: Int = DeskQuestion.pageLength,
        from reading: Reading
    ) throws -> DeskList {
        let conditions = DeskConditions(scope: scope, city: city)
        let agents = try AgentStore.filed(
            """
            WHERE \(sql: conditions.holds(question)) ORDER BY \(sql: conditions.order(question))
            LIMIT \(length + 1) OFFSET \((question.page - 1) * length)
            """,
            in: reading
        )
        return DeskList(
            rows: agents.prefix(length).map { agent in
                let unread = Dossier(
                    agent: agent.number,
                    openedAt: agent.credential.since,
                    openedBy: .program,
                    steps: []
                )
                return DossierProgress(agent, unread, in: city, on: scope.today)
            },
            hasMore: agents.count > length
        )
    }

    /// The counts over the list's heads.
    package static func counts(_ scope: DeskScope, in city: City, from reading: Reading) throws -> DeskCounts {
        let conditions = DeskConditions(scope: scope, city: city)
        let row = try reading.one(
            """
            SELECT count(*) AS total, coalesce(sum(CASE WHEN \(sql: conditions.isLate) THEN 1 ELSE 0 END), 0) AS late,
                coalesce(sum(CASE WHEN \(sql: conditions.isMine) THEN 1 ELSE 0 END), 0) AS mine
            FROM agent a WHERE a.number IN (\(sql: scope.agents)) AND \(sql: conditions.isOpen)
            """
        )
        return DeskCounts(open: try row?["total"] ?? 0, late: try row?["late"] ?? 0, mine: try row?["mine"] ?? 0)
    }

    /// The dossier of one person in scope; nil for a foreign one, one without dossier and one who is nobody, by the same statements.
    package static func person(
        _ number: String,
        _ scope: DeskScope,
        in city: City,
        from reading: Reading
    ) throws -> DossierProgress? {
        try people([number], scope, in: city, from: reading)?.first
    }

    /// The dossiers of several people by name; nil when one of them is not in scope.
    package static func people(
        _ numbers: [String],
        _ scope: DeskScope,
        in city: City,
        from reading: Reading
    ) throws -> [DossierProgress]? {
        let wanted = Set(numbers).sorted()
        let agents = try AgentStore.filed(
            "WHERE a.number IN \(list: wanted) AND a.number IN (\(sql: scope.agents)) ORDER BY d.filed_under, a.number",
            in: reading
        )
        let dossiers = try DossierStore.dossiers(of: agents.map(\.number), in: reading)
        guard agents.count == wanted.count else { return nil }
        return agents.compactMap { agent in
            dossiers[agent.number].map { DossierProgress(agent, $0, in: city, on: scope.today) }
        }
    }
}

extension AgentStore {
    /// Agents joined with their dossiers (`a`, `d`), in the order that is asked, with their assignments: two statements.
    static func filed(_ condition: SQL, in reading: Reading) throws -> [Agent] {
        let rows = try reading.query("\(sql: columns) JOIN dossier d ON d.agent = a.number \(sql: condition)")
        let numbers = try rows.map { try $0["number"] as String }
        var assignments: [String: [DatedAssignment]] = [:]
        for row in try reading.query("\(sql: assignmentColumns) WHERE agent IN \(list: numbers) ORDER BY first_day, id")
        {
            assignments[try row["agent"], default: []].append(try DatedAssignment(row))
        }
        return try rows.map { row in
            let number: String = try row["number"]
            return try Agent(row, assignments: assignments[number] ?? [])
        }
    }
}
