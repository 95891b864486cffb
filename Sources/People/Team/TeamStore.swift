import Audit
package import City
package import Policy
package import Store

/// One report as the team's page shows them.
package struct Report: Sendable {
    package let progress: DossierProgress
    /// The dated rights in force.
    package let grants: [Grant]
    package var agent: Agent { progress.agent }
}

/// All SQL of the team; no statement about a person goes without the supervisor's scope (S-28).
package enum TeamStore {
    /// The reports by name, with their rights in force.
    package static func reports(_ scope: TeamScope, in city: City, at now: Instant, from reading: Reading) throws
        -> [Report]
    {
        let agents = try AgentStore.filed(
            "WHERE a.number IN (\(sql: scope.agents)) ORDER BY d.filed_under, a.number",
            in: reading
        )
        return try read(agents, scope, city, now, reading)
    }

    /// One report; nil for a foreign person and for one who is nobody, by the same statements.
    package static func report(
        _ number: String,
        _ scope: TeamScope,
        in city: City,
        at now: Instant,
        from reading: Reading
    ) throws -> Report? {
        let agents = try AgentStore.filed(
            "WHERE a.number = \(number) AND a.number IN (\(sql: scope.agents))",
            in: reading
        )
        return try read(agents, scope, city, now, reading).first
    }

    private static func read(_ agents: [Agent], _ scope: TeamScope, _ city: City, _ now: Instant, _ reading: Reading)
        throws -> [Report]
    {
        let grants = try GrantStore.grants(of: agents, endedAfter: now, in: city, on: scope.today, from: reading)
        return agents.map { agent in
            let unread = Dossier(agent: agent.number, openedAt: agent.credential.since, openedBy: .program, steps: [])
            return Report(
                progress: DossierProgress(agent, unread, in: city, on: scope.today),
                grants: grants[agent.number] ?? []
            )
        }
    }
}
