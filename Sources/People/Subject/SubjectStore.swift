package import City
package import Policy
package import Store
package import Web

extension AgentStore {
    /// The facts about an agent now, as rules judge them; nil when there is no such agent. `factors` are those enrolled.
    package static func subject(
        of number: String,
        factors: Set<Factor>,
        at now: Instant,
        in city: City,
        from reading: Reading
    ) throws -> Subject? {
        try subject(of: number, factors: factors, at: now, by: SubjectMaking(city), from: reading)
    }

    /// The same, for many agents of one city.
    package static func subject(
        of number: String,
        factors: Set<Factor>,
        at now: Instant,
        by making: SubjectMaking,
        from reading: Reading
    ) throws -> Subject? {
        guard let agent = try agent(number, in: reading) else { return nil }
        let grants = try GrantStore.grants(
            of: agent,
            endedAfter: now.adding(seconds: -90 * 86_400),
            in: making.city,
            on: making.city.day(of: now),
            from: reading
        )
        return making.subject(of: agent, factors: factors, grants: grants, at: now)
    }

    /// The desks that an agent holds on a day: by function, and by being named as somebody's supervisor.
    ///
    /// Only assignments that serve count; whoever is suspended or has left holds none.
    package static func desks(of agent: Agent, on day: CalendarDate, in reading: Reading) throws -> Set<Desk> {
        guard agent.state(on: day) == .active else { return [] }
        var desks: Set<Desk> = []
        for assignment in agent.assignments(on: day) where assignment.position.serves {
            if let desk = assignment.function.flatMap(DeskFunction.desk) { desks.insert(desk) }
        }
        if try supervises(agent.number, on: day, in: reading) { desks.insert(.supervisor) }
        return desks
    }

    private static func supervises(_ number: String, on day: CalendarDate, in reading: Reading) throws -> Bool {
        let row = try reading.one(
            """
            SELECT id FROM assignment WHERE supervisor = \(number) AND first_day <= \(day)
                AND (last_day IS NULL OR last_day >= \(day)) LIMIT 1
            """
        )
        return row != nil
    }
}

/// The functions that give a desk (folded as D-101 folds names).
package enum DeskFunction {
    /// The desk of a function title, in any case and with or without accents: `Référent informatique` gives the IT desk.
    package static func desk(_ title: String) -> Desk? {
        functions[LetterFolding.fold(title)]
    }

    /// The folded titles that give a desk.
    static func titles(of desk: Desk) -> [String] {
        functions.filter { $0.value == desk }.keys.sorted()
    }

    private static let functions: [String: Desk] = [
        "rh": .hr, "hr": .hr, "gestionnaire-rh": .hr,
        "referent-informatique": .it, "it": .it, "it-contact": .it, "referent-informatique-de-proximite": .it,
        "paie": .payroll, "payroll": .payroll, "gestionnaire-paie": .payroll,
        "rssi": .security, "security": .security, "security-officer": .security,
    ]
}
