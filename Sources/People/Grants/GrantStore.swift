package import Audit
package import City
package import Policy
package import Store

/// All SQL on grants: dated rights to one app, each with its reason.
package enum GrantStore {
    /// The longest grant: 366 days. What lasts longer is a matter of the city file.
    package static let longestSeconds: Int64 = 366 * 86_400

    /// Gives an agent a right to an app until an instant; audited, and news for the parts above.
    ///
    /// A grant for the same app that is still in force is ended by it.
    package static func give(
        _ grant: Grant,
        to number: String,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        guard try AgentStore.agent(number, in: transaction) != nil else { throw CredentialRefusal.unknown(number) }
        guard now < grant.until, grant.until <= now.adding(seconds: longestSeconds) else {
            throw CredentialRefusal.grantPeriod
        }
        try endRows(for: grant.app, of: number, by: actor, at: now, in: transaction)
        try transaction.execute(
            """
            INSERT INTO app_grant (agent, app, given_at, until, reason, given_by)
            VALUES (\(number), \(grant.app), \(now.seconds), \(grant.until.seconds), \(grant.reason), \(grant.by))
            """
        )
        let detail = AuditDetail(["until": String(grant.until.seconds), "reason": grant.reason])
        try record("grant.given", on: grant.app, for: number, by: actor, at: now, detail, in: transaction)
        try AgentStore.noteAct(.grantGiven, of: number, at: now, in: transaction)
    }

    /// Ends the grant of an agent for an app now; false when none is in force.
    @discardableResult
    package static func end(
        _ app: String,
        of number: String,
        because reason: String? = nil,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Bool {
        guard try endRows(for: app, of: number, by: actor, at: now, in: transaction) > 0 else { return false }
        let detail = reason.map { AuditDetail(["reason": $0]) } ?? .none
        try record("grant.ended", on: app, for: number, by: actor, at: now, detail, in: transaction)
        try AgentStore.noteAct(.grantEnded, of: number, at: now, in: transaction)
        return true
    }

    /// The grants of an agent in force, and those that ended after an instant, which a page may still name.
    package static func grants(
        of agent: Agent,
        endedAfter: Instant,
        in city: City,
        on today: CalendarDate,
        from reading: Reading
    ) throws -> [Grant] {
        try grants(of: [agent], endedAfter: endedAfter, in: city, on: today, from: reading)[agent.number] ?? []
    }

    /// The same for many agents, in the order in which they end, by employee number.
    static func grants(
        of agents: [Agent],
        endedAfter: Instant,
        in city: City,
        on today: CalendarDate,
        from reading: Reading
    ) throws -> [String: [Grant]] {
        let rows = try reading.query(
            """
            SELECT agent, app, given_at, until, reason, given_by FROM app_grant
            WHERE agent IN \(list: agents.map(\.number)) AND until > \(endedAfter.seconds) ORDER BY until, id
            """
        )
        let byNumber = Dictionary(agents.map { ($0.number, $0) }) { first, _ in first }
        var grants: [String: [Grant]] = [:]
        for row in rows {
            let number: String = try row["agent"]
            let given = city.day(of: Instant(seconds: try row["given_at"]))
            guard byNumber[number]?.isStill(whereItWas: given, on: today) == true else { continue }
            grants[number, default: []].append(try Grant(row))
        }
        return grants
    }

    /// Ends every right of an agent who is closed (S-31), or leaves all departments for another; with a reason, an entry each.
    static func endAll(
        of number: String,
        because reason: String? = nil,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let ended = try transaction.query(
            """
            UPDATE app_grant SET until = \(now.seconds), ended_by = \(actor.text)
            WHERE agent = \(number) AND until > \(now.seconds) RETURNING app
            """
        )
        guard let reason else { return }
        for row in ended {
            let detail = AuditDetail(["reason": reason])
            try record("grant.ended", on: row["app"], for: number, by: actor, at: now, detail, in: transaction)
        }
    }

    @discardableResult
    private static func endRows(
        for app: String,
        of number: String,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Int {
        try transaction.execute(
            """
            UPDATE app_grant SET until = \(now.seconds), ended_by = \(actor.text)
            WHERE agent = \(number) AND app = \(app) AND until > \(now.seconds)
            """
        )
    }

    private static func record(
        _ act: String,
        on app: String,
        for number: String,
        by actor: AuditActor,
        at now: Instant,
        _ detail: AuditDetail,
        in transaction: Transaction
    ) throws {
        let entry = AuditEntry(who: actor, subject: number, act: act, object: app, at: now.seconds, detail: detail)
        try AuditLog.record(entry, in: transaction)
    }
}

extension Agent {
    /// Whether one of the departments of that day is still one of the agent's: what was given in another does not stand
    /// after a transfer, whose day needs no act (PE-22).
    fileprivate func isStill(whereItWas day: CalendarDate, on today: CalendarDate) -> Bool {
        let then = Set(nearestAssignments(on: day).map(\.department))
        let now = Set(nearestAssignments(on: today).map(\.department))
        return then.isEmpty || now.isEmpty || !then.isDisjoint(with: now)
    }
}

extension Grant {
    /// A row of `app_grant`.
    init(_ row: Row) throws {
        self.init(
            app: try row["app"],
            until: Instant(seconds: try row["until"]),
            reason: try row["reason"],
            by: try row["given_by"]
        )
    }
}
