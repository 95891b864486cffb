import Audit
package import Policy
package import Store

/// All SQL on resets; what is over by the clock is over in every statement (RS-14).
package enum FactorResetStore {
    /// Keeps a new reset and the audit entry that it was opened. Throws `reset.live` and `reset.too-many`.
    static func open(
        for agent: String,
        by officer: String,
        because reason: String,
        identified: FactorReset.Identification,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        if let last = try newest(of: agent, in: transaction) {
            guard !last.isLive(at: now) else { throw ResetRefusal.live }
            if last.state.after(.expire) != nil { try move(last, .expire, by: .program, at: now, in: transaction) }
        }
        let today = try transaction.one(
            """
            SELECT count(*) AS made FROM factor_reset WHERE agent = \(agent) AND opened_at > \(now.seconds - 86_400)
            """
        )
        guard try today?["made"] ?? 0 < FactorReset.mostADay else { throw ResetRefusal.tooMany }
        try transaction.execute(
            """
            INSERT INTO factor_reset (agent, state, reason, identified, opened_at, opened_by, expires_at)
            VALUES (\(agent), \(FactorReset.State.open), \(reason), \(identified), \(now.seconds), \(officer),
                \(now.seconds + FactorReset.life))
            """
        )
        let detail = ["reason": reason, "identified": identified.rawValue]
        try note("reset.opened", of: agent, by: .agent(officer), detail, at: now, in: transaction)
    }

    /// Does one act on a reset as it was read. Throws `reset.over` when the act leads nowhere from there, or somebody was
    /// faster.
    static func move(
        _ reset: FactorReset,
        _ act: FactorReset.Act,
        by actor: AuditActor,
        saying answer: String? = nil,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let before = act == .expire ? reset.state : reset.state(at: now)
        guard let after = before.after(act) else { throw ResetRefusal.over }
        let rows =
            if act == .confirm, case .agent(let second) = actor {
                try transaction.execute(
                    """
                    UPDATE factor_reset SET state = \(after), confirmed_at = \(now.seconds), confirmed_by = \(second),
                        expires_at = \(now.seconds + FactorReset.life)
                    WHERE id = \(reset.id) AND state = \(before) AND expires_at > \(now.seconds)
                    """
                )
            } else {
                try transaction.execute(
                    """
                    UPDATE factor_reset SET state = \(after), ended_at = \(now.seconds), ended_by = \(actor.text),
                        answer = \(answer) WHERE id = \(reset.id) AND state = \(before)
                    """
                )
            }
        guard rows == 1 else { throw ResetRefusal.over }
        try note("reset.\(after.rawValue)", of: reset.agent, by: actor, ["reason": answer], at: now, in: transaction)
    }

    /// The last reset of an agent; nil without one.
    package static func newest(of agent: String, in reading: Reading) throws -> FactorReset? {
        try reading.one(
            "SELECT \(sql: columns) FROM factor_reset WHERE agent = \(agent) ORDER BY id DESC LIMIT 1"
        ).map(FactorReset.init)
    }

    /// Whether a second person has confirmed, and the letter is still to be issued.
    package static func isConfirmed(_ agent: String, at now: Instant, in reading: Reading) throws -> Bool {
        try newest(of: agent, in: reading)?.state(at: now) == .confirmed
    }

    /// Uses a confirmed reset up, in the transaction that issues; false without one: of two at once one gets it.
    static func use(of agent: String, by actor: AuditActor, at now: Instant, in transaction: Transaction) throws -> Bool
    {
        guard let reset = try newest(of: agent, in: transaction), reset.state(at: now) == .confirmed else {
            return false
        }
        try move(reset, .use, by: actor, at: now, in: transaction)
        return true
    }

    /// Ends what is on its way for somebody whose access is closed or suspended (RS-17).
    static func withdraw(of agent: String, by actor: AuditActor, at now: Instant, in transaction: Transaction) throws {
        guard let reset = try newest(of: agent, in: transaction), reset.isLive(at: now) else { return }
        try move(reset, .withdraw, by: actor, at: now, in: transaction)
    }

    /// What waits for a second person among the people of a scope, oldest first: each is looked up in the scope, which is
    /// not walked.
    static func waiting(_ agents: SQL, but officer: String, at now: Instant, in reading: Reading) throws
        -> [FactorReset]
    {
        try reading.query(
            """
            SELECT \(sql: columns) FROM factor_reset WHERE state = \(FactorReset.State.open)
                AND expires_at > \(now.seconds) AND opened_by <> \(officer) AND agent <> \(officer)
                AND EXISTS (SELECT 1 FROM (\(sql: agents)) s WHERE s.agent = factor_reset.agent) ORDER BY id
            """
        ).map(FactorReset.init)
    }

    private static func note(
        _ act: String,
        of agent: String,
        by actor: AuditActor,
        _ detail: [String: String?],
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let entry = AuditEntry(
            who: actor,
            subject: agent,
            act: act,
            at: now.seconds,
            detail: AuditDetail(detail.compactMapValues(\.self))
        )
        try AuditLog.record(entry, in: transaction)
    }

    private static let columns: SQL = """
        id, agent, state, reason, identified, opened_at, opened_by, confirmed_at, confirmed_by, expires_at, answer
        """
}

extension FactorReset {
    fileprivate init(_ row: Row) throws {
        let (confirmedAt, confirmedBy): (Int64?, String?) = (try row["confirmed_at"], try row["confirmed_by"])
        self.init(
            id: try row["id"],
            agent: try row["agent"],
            state: try row["state"],
            reason: try row["reason"],
            identified: try row["identified"],
            opened: Signature(by: try row["opened_by"], at: Instant(seconds: try row["opened_at"])),
            confirmed: confirmedBy.flatMap { by in
                confirmedAt.map { Signature(by: by, at: Instant(seconds: $0)) }
            },
            expiresAt: Instant(seconds: try row["expires_at"]),
            answer: try row["answer"]
        )
    }
}
