import Audit
package import Policy
package import Store

extension KeyPurpose {
    /// Codes of contacts that are being changed.
    static let contactChange = KeyPurpose("people.contact-change")
}

/// All SQL on contacts that agents change; the codes are kept as HMAC under the key file (S-13).
package enum ContactChangeStore {
    /// The two codes of a change: one for the new contact, one for an old one where there is any.
    package struct Codes: Sendable {
        package let new: String
        package let old: String?

        package init(new: String, old: String?) { (self.new, self.old) = (new, old) }
    }

    /// Whether the agent may begin another change today.
    package static func mayBegin(_ agent: String, at now: Instant, in reading: Reading) throws -> Bool {
        let row = try reading.one(
            "SELECT count(*) AS made FROM contact_change WHERE agent = \(agent) AND made_at > \(now.seconds - 86_400)"
        )
        return try row?["made"] ?? 0 < ContactChange.mostADay
    }

    /// Begins a change in the place of any other of that kind.
    package static func begin(
        _ kind: ContactKind,
        _ value: String,
        of agent: String,
        codes: Codes,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE contact_change SET state = \(ContactChange.State.replaced)
            WHERE agent = \(agent) AND kind = \(kind) AND state IN \(list: live)
            """
        )
        let new = keys.code(of: bytes(codes.new, agent, kind, "new"), for: .contactChange)
        let old = codes.old.map { keys.code(of: bytes($0, agent, kind, "old"), for: .contactChange) }
        try transaction.execute(
            """
            INSERT INTO contact_change (agent, kind, value, state, made_at, new_code, old_code, guesses)
            VALUES (\(agent), \(kind), \(value), \(ContactChange.State.proving), \(now.seconds), \(new), \(old), 0)
            """
        )
        try note("contact.change-begun", of: agent, kind, at: now, in: transaction)
    }

    /// The changes of an agent that are on their way.
    package static func live(of agent: String, in reading: Reading) throws -> [ContactChange] {
        try reading.query(
            "SELECT \(sql: columns) FROM contact_change WHERE agent = \(agent) AND state IN \(list: live) ORDER BY id"
        ).map(ContactChange.init)
    }

    /// Those whose day is over.
    package static func due(at now: Instant, in reading: Reading) throws -> [ContactChange] {
        try reading.query(
            """
            SELECT \(sql: columns) FROM contact_change
            WHERE state = \(ContactChange.State.waiting) AND due_at <= \(now.seconds) ORDER BY id LIMIT 100
            """
        ).map(ContactChange.init)
    }

    /// Judges typed codes, counting the try first; an empty old code asks for the day's wait.
    package static func judge(
        new: String,
        old: String?,
        of change: ContactChange,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws -> ContactChange.Judgement {
        guard change.isProving(at: now) else { return .over }
        let counted = try transaction.execute(
            "UPDATE contact_change SET guesses = guesses + 1 WHERE id = \(change.id) AND guesses = \(change.guesses)"
        )
        let row = try transaction.one("SELECT new_code, old_code FROM contact_change WHERE id = \(change.id)")
        guard counted == 1, let row else { return .over }
        let (newCode, oldCode): ([UInt8], [UInt8]?) = (try row["new_code"], try row["old_code"])
        let matches = { (typed: String, side: String, kept: [UInt8]) in
            keys.codes(of: bytes(typed, change.agent, change.kind, side), for: .contactChange)
                .reduce(false) { ConstantTime.equal($1, kept) || $0 }
        }
        let isOver = change.guesses + 1 >= ContactChange.tries
        guard matches(new, "new", newCode) else { return isOver ? .over : .wrong }
        guard let old else { return .new }
        guard let oldCode, matches(old, "old", oldCode) else { return isOver ? .over : .wrong }
        return .both
    }

    /// Makes a change wait for a day.
    package static func wait(_ change: ContactChange, at now: Instant, in transaction: Transaction) throws -> Bool {
        let due = now.seconds + ContactChange.wait
        let rows = try transaction.execute(
            """
            UPDATE contact_change SET state = \(ContactChange.State.waiting), due_at = \(due)
            WHERE id = \(change.id) AND state = \(ContactChange.State.proving)
            """
        )
        guard rows == 1 else { return false }
        try note("contact.change-waits", of: change.agent, change.kind, at: now, in: transaction)
        return true
    }

    /// Puts the new value on file: the agent's own, which the feed's next different word takes the place of.
    package static func apply(_ change: ContactChange, at now: Instant, in transaction: Transaction) throws -> Bool {
        let rows = try transaction.execute(
            """
            UPDATE contact_change SET state = \(ContactChange.State.done)
            WHERE id = \(change.id) AND state = \(change.state)
            """
        )
        guard rows == 1, let agent = try AgentStore.agent(change.agent, in: transaction) else { return false }
        let column: SQL = change.kind == .mail ? "mail" : "phone_typed"
        try transaction.execute(
            "UPDATE agent SET \(sql: column) = \(change.value) WHERE number = \(change.agent)"
        )
        try transaction.execute(
            """
            INSERT INTO own_contact (agent, kind, value, feed_value, set_at)
            VALUES (\(change.agent), \(change.kind), \(change.value), \(change.kind.value(of: agent.reach)), \(now.seconds))
            ON CONFLICT (agent, kind) DO UPDATE SET value = excluded.value, set_at = excluded.set_at
            """
        )
        try AgentStore.note(.changed, of: change.agent, at: now, in: transaction)
        try note("contact.changed", of: change.agent, change.kind, at: now, in: transaction)
        return true
    }

    /// Stops what is on its way; false when nothing is.
    package static func stop(_ kind: ContactKind, of agent: String, at now: Instant, in transaction: Transaction) throws
        -> Bool
    {
        let rows = try transaction.execute(
            """
            UPDATE contact_change SET state = \(ContactChange.State.stopped)
            WHERE agent = \(agent) AND kind = \(kind) AND state IN \(list: live)
            """
        )
        guard rows > 0 else { return false }
        try note("contact.change-stopped", of: agent, kind, at: now, in: transaction)
        return true
    }

    /// Ends all of a closed agent (S-31).
    static func forget(_ agent: String, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM contact_change WHERE agent = \(agent)")
    }

    private static let live: [ContactChange.State] = [.proving, .waiting]

    private static func bytes(_ digits: String, _ agent: String, _ kind: ContactKind, _ side: String) -> [UInt8] {
        Fields.encode([agent, kind.rawValue, side, digits])
    }

    /// The log keeps which kind, never the value.
    private static func note(
        _ act: String,
        of agent: String,
        _ kind: ContactKind,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let entry = AuditEntry(who: .agent(agent), subject: agent, act: act, object: kind.rawValue, at: now.seconds)
        try AuditLog.record(entry, in: transaction)
    }

    private static let columns: SQL = "id, agent, kind, value, state, made_at, due_at, guesses, old_code"
}

extension ContactChange {
    fileprivate init(_ row: Row) throws {
        let (madeAt, dueAt): (Int64, Int64?) = (try row["made_at"], try row["due_at"])
        let oldCode: [UInt8]? = try row["old_code"]
        self.init(
            id: try row["id"],
            agent: try row["agent"],
            kind: try row["kind"],
            value: try row["value"],
            state: try row["state"],
            madeAt: Instant(seconds: madeAt),
            dueAt: dueAt.map { Instant(seconds: $0) },
            guesses: try row["guesses"],
            hasOldCode: oldCode != nil
        )
    }
}
