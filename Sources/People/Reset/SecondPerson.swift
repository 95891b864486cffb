import Audit
package import City
package import Policy
package import Store
package import Web

/// Who confirms a reset that somebody else opened: the agent's supervisor in force, or whoever holds the HR or IT function in
/// one of the agent's departments that day (RS-12).
package struct SecondPerson: Sendable {
    /// The employee number.
    package let number: String
    /// By which desk they act.
    package let desk: Desk
    package let city: City
    private let today: CalendarDate

    /// A second person on a day of the city's calendar.
    package init(_ number: String, at desk: Desk, in city: City, on now: Instant) {
        self.number = number
        self.desk = desk
        self.city = city
        today = city.day(of: now)
    }

    /// What waits for this person, oldest first.
    package func waiting(at now: Instant, in reading: Reading) throws -> [(agent: Agent, reset: FactorReset)] {
        try FactorResetStore.waiting(agents, but: number, at: now, in: reading).compactMap { reset in
            try person(reset.agent, in: reading).map { ($0, reset) }
        }
    }

    /// Somebody in scope with their last reset, if any; nil for a foreign person and for one who is nobody, by the same
    /// statements.
    package func look(at agent: String, in reading: Reading) throws -> (agent: Agent, reset: FactorReset?)? {
        guard let person = try person(agent, in: reading) else { return nil }
        return (person, try FactorResetStore.newest(of: agent, in: reading))
    }

    /// The same, with the log's entry that they looked (promise 8).
    package func open(_ agent: String, at now: Instant, in transaction: Transaction) throws
        -> (agent: Agent, reset: FactorReset?)?
    {
        guard let seen = try look(at: agent, in: transaction) else { return nil }
        let entry = AuditEntry(who: .agent(number), subject: agent, act: "reset.viewed", at: now.seconds)
        try AuditLog.record(entry, in: transaction)
        return seen
    }

    /// Confirms what is open; nil for whoever is not in scope.
    package func confirm(_ agent: String, at now: Instant, in transaction: Transaction) throws -> FactorReset? {
        try act(.confirm, on: agent, saying: nil, at: now, in: transaction)
    }

    /// Says no, with the reason; nil for whoever is not in scope.
    package func decline(_ agent: String, because typed: String, at now: Instant, in transaction: Transaction) throws
        -> FactorReset?
    {
        guard try person(agent, in: transaction) != nil else { return nil }
        let answer = try DeskOfficer.line(typed)
        return try act(.decline, on: agent, saying: answer, at: now, in: transaction)
    }

    private func act(
        _ act: FactorReset.Act,
        on agent: String,
        saying answer: String?,
        at now: Instant,
        in transaction: Transaction
    ) throws -> FactorReset? {
        guard let person = try person(agent, in: transaction) else { return nil }
        guard let reset = try FactorResetStore.newest(of: agent, in: transaction) else { throw ResetRefusal.over }
        guard reset.opened.by != number, agent != number else { throw ResetRefusal.samePerson }
        if act == .confirm { try judge(person, in: transaction) }
        try FactorResetStore.move(reset, act, by: .agent(number), saying: answer, at: now, in: transaction)
        return reset
    }

    /// Throws for whoever is stronger, and for the officer for whom this person covers (S-29, CO-7).
    private func judge(_ person: Agent, in reading: Reading) throws {
        let desks = try AgentStore.desks(of: person, on: today, in: reading)
        if desks.contains(.security) { throw DeskRefusal.stronger }
        guard desk == .hr, desks.contains(.hr) else { return }
        let scope = DeskScope(officer: number, in: city, on: today)
        if try CoverStore.covers(for: person.number, scope, in: reading) { throw DeskRefusal.coveredFile }
    }

    private func person(_ agent: String, in reading: Reading) throws -> Agent? {
        try AgentStore.filed("WHERE a.number = \(agent) AND a.number IN (\(sql: agents))", in: reading).first
    }

    /// `SELECT agent`: those whose resets this person may confirm.
    private var agents: SQL {
        guard desk == .supervisor else { return DeskScope(officer: number, in: city, on: today, desk: desk).agents }
        return """
            SELECT f.agent FROM assignment f WHERE f.supervisor = \(number) AND f.first_day <= \(today)
                AND (f.last_day IS NULL OR f.last_day >= \(today))
                AND f.agent IN (\(sql: TeamScope(supervisor: number, on: today).agents))
            """
    }
}
