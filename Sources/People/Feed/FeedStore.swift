import Audit
import Policy
package import Store

/// All SQL by which a feed changes the agents.
package enum FeedStore {
    /// Every identifier ever given.
    package static func identifiers(in reading: Reading) throws -> Set<String> {
        Set(try reading.query("SELECT text FROM identifier").map { try $0["text"] as String })
    }

    /// What a feed would change, on a day of the city's calendar.
    package static func plan(_ feed: Feed, today: CalendarDate, in reading: Reading) throws -> FeedPlan {
        var comparison = FeedComparison(
            held: try AgentStore.agents(in: reading),
            identifiers: try identifiers(in: reading),
            own: try OwnContacts(in: reading),
            byHand: try ProvisionalStore.heldByHand(in: reading),
            today: today
        )
        return comparison.plan(feed)
    }

    /// Does what the plan says, with its news; every agent is written before any assignment, so that a supervisor may
    /// stand later on the feed.
    static func apply(_ plan: FeedPlan, by actor: AuditActor, at now: Instant, in transaction: Transaction) throws {
        for agent in plan.added { try insert(agent, at: now, in: transaction) }
        for agent in plan.changed { try update(agent, at: now, in: transaction) }
        for agent in plan.added {
            for assignment in agent.assignments { try insert(assignment, of: agent.person.number, in: transaction) }
        }
        for agent in plan.changed {
            try apply(agent.assignments, of: agent.number, in: transaction)
            if agent.assignments.isTransfer { try leave(agent.number, by: actor, at: now, in: transaction) }
            if agent.isRehired { try CredentialStore.rehire(agent.number, by: actor, at: now, in: transaction) }
            if agent.isMerged {
                try ProvisionalStore.merge(agent.number, into: agent.number, at: now, in: transaction)
            }
            try AgentStore.note(.changed, of: agent.number, at: now, in: transaction)
            if agent.assignments.tellsOfDeath { try close(agent.number, at: now, in: transaction) }
        }
        for agent in plan.ended {
            try apply(agent.assignments, of: agent.number, in: transaction)
            try AgentStore.note(.ended, of: agent.number, at: now, in: transaction)
        }
    }

    /// What was given for the work in the former departments goes with it (PE-22).
    private static func leave(
        _ number: String,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        try GrantStore.endAll(of: number, because: "transfer", by: actor, at: now, in: transaction)
        try GrantRequestStore.forget(number, in: transaction)
    }

    /// Keeps one agent who is new, with what is known of where they work.
    static func add(_ agent: ArrivingAgent, at now: Instant, in transaction: Transaction) throws {
        try insert(agent, at: now, in: transaction)
        for assignment in agent.assignments { try insert(assignment, of: agent.person.number, in: transaction) }
    }

    /// The state itself is the position's (D-92); what is open dies with it.
    private static func close(_ number: String, at now: Instant, in transaction: Transaction) throws {
        try ActivationStore.replaceLink(of: number, at: now, in: transaction)
        try AgentStore.note(.closed, of: number, at: now, in: transaction)
    }

    private static func insert(_ agent: ArrivingAgent, at now: Instant, in transaction: Transaction) throws {
        let person = agent.person
        try transaction.execute(
            """
            INSERT INTO agent (number, birth_name, usage_name, first_names, birth_date, mail, phone_typed, language,
                credential, credential_since)
            VALUES (\(person.number), \(person.names.birth), \(person.names.usage), \(person.names.first),
                \(person.birthDate), \(person.mail), \(person.phone?.typed), \(person.language),
                \(CredentialState.declared), \(now.seconds))
            """
        )
        try give(agent.identifier, to: person.number, at: now, in: transaction)
        try AgentStore.note(.added, of: person.number, at: now, in: transaction)
    }

    private static func update(_ agent: ChangedAgent, at now: Instant, in transaction: Transaction) throws {
        if let person = agent.person {
            try transaction.execute(
                """
                UPDATE agent SET birth_name = \(person.names.birth), usage_name = \(person.names.usage),
                    first_names = \(person.names.first), birth_date = \(person.birthDate), mail = \(person.mail),
                    phone_typed = \(person.phone?.typed), language = \(person.language)
                WHERE number = \(agent.number)
                """
            )
            try DossierStore.file(agent.number, under: person.names, in: transaction)
            try forgetOwn(of: person, in: transaction)
        }
        guard let identifier = agent.identifier else { return }
        try transaction.execute(
            """
            UPDATE identifier SET retired_at = \(now.seconds) WHERE agent = \(agent.number) AND retired_at IS NULL
            """
        )
        try give(identifier, to: agent.number, at: now, in: transaction)
        try AgentStore.note(.renamed, of: agent.number, at: now, in: transaction)
    }

    /// What the feed took the place of is the agent's own no more.
    private static func forgetOwn(of person: FeedPerson, in transaction: Transaction) throws {
        try transaction.execute(
            """
            DELETE FROM own_contact WHERE agent = \(person.number)
                AND (kind = 'mail' AND value <> \(person.mail ?? "") OR kind = 'phone' AND value <> \(person.phone?.typed ?? ""))
            """
        )
    }

    private static func give(
        _ identifier: Identifier,
        to number: String,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            "INSERT INTO identifier (text, agent, given_at) VALUES (\(identifier.text), \(number), \(now.seconds))"
        )
    }

    private static func apply(
        _ changes: AssignmentChanges,
        of number: String,
        in transaction: Transaction
    ) throws {
        for id in changes.removed { try transaction.execute("DELETE FROM assignment WHERE id = \(id)") }
        for (id, day) in changes.ended {
            try transaction.execute("UPDATE assignment SET last_day = \(day) WHERE id = \(id)")
        }
        for (id, assignment) in changes.updated { try update(id, to: assignment, in: transaction) }
        for assignment in changes.added { try insert(assignment, of: number, in: transaction) }
    }

    private static func insert(
        _ assignment: FeedAssignment,
        of number: String,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO assignment (agent, department, unit, function, function_title, supervisor, position, first_day,
                last_day)
            VALUES (\(number), \(assignment.department), \(assignment.unit), \(assignment.functionKey),
                \(assignment.function), \(assignment.supervisor), \(assignment.position), \(assignment.from),
                \(assignment.until))
            """
        )
    }

    private static func update(_ id: Int64, to assignment: FeedAssignment, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE assignment SET department = \(assignment.department), unit = \(assignment.unit),
                function = \(assignment.functionKey), function_title = \(assignment.function),
                supervisor = \(assignment.supervisor), position = \(assignment.position),
                last_day = \(assignment.until)
            WHERE id = \(id)
            """
        )
    }
}

extension AssignmentChanges {
    fileprivate var tellsOfDeath: Bool {
        (added + updated.map(\.to)).contains { $0.position == .deceased }
    }
}

extension FeedAssignment {
    /// The folded function, by which rules and desks compare.
    fileprivate var functionKey: String? {
        function.map(LetterFolding.fold)
    }
}
