package import City
package import Policy
package import Store

/// Whether one more message may leave.
package enum MessageAdmission: Hashable, Sendable {
    case open
    /// A budget is used up until that moment; `person` when it is the person's own.
    case spent(until: Instant, person: Bool)
}

/// All SQL on what goes out to people. The words of a message are never written.
package enum MessageStore {
    private static let hour: Int64 = 3_600
    private static let dayLength: Int64 = 86_400
    /// Seconds for which the row of a message is kept: who was sent what, when, and whether it came.
    static let life: Int64 = 90 * dayLength

    /// Whether one more message may leave by the budgets of person, department, prefix and day (S-23), after those that are
    /// already to leave together.
    package static func admission(
        _ person: Message.Person,
        _ budget: MessageBudget,
        after tally: MessageTally = MessageTally(),
        at now: Instant,
        in reading: Reading
    ) throws -> MessageAdmission {
        let byPerson = try [(budget.personHour, hour), (budget.personDay, dayLength)].compactMap { most, seconds in
            try spent(person.agent, most: most, within: seconds, at: now, in: reading)
        }
        if let until = byPerson.max() { return .spent(until: until, person: true) }
        let today = day(of: now)
        let tomorrow = Instant(seconds: (today + 1) * dayLength)
        for (subject, most) in subjects(of: person, budget) {
            let row = try reading.one(
                "SELECT count FROM message_count WHERE subject = \(subject) AND day = \(today)"
            )
            let count: Int = try row?["count"] ?? 0
            if count + tally.count(of: subject) >= most { return .spent(until: tomorrow, person: false) }
        }
        return .open
    }

    /// Keeps a message where the budgets let one more through; else false, and nothing is kept (S-23).
    package static func keepAdmitted(
        _ message: Message,
        _ budget: MessageBudget,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Bool {
        guard try admission(message.person, budget, at: now, in: transaction) == .open else { return false }
        try keep(message, at: now, in: transaction)
        return true
    }

    /// Counts a message that is about to leave and keeps that it was; call it where `admission` was open, in that transaction.
    package static func keep(_ message: Message, at now: Instant, in transaction: Transaction) throws {
        let person = message.person
        try transaction.execute(
            """
            INSERT INTO message (id, agent, kind, purpose, recipient, sent_at, fate, fate_at)
            VALUES (\(message.id.text), \(person.agent), \(message.kind), \(message.purpose), \(person.phone),
                \(now.seconds), \(MessageFate.waiting), \(now.seconds))
            """
        )
        for (subject, _) in subjects(of: person, .usual) {
            try transaction.execute(
                """
                INSERT INTO message_count (subject, day, count) VALUES (\(subject), \(day(of: now)), 1)
                ON CONFLICT (subject, day) DO UPDATE SET count = message_count.count + 1
                """
            )
        }
    }

    /// Writes what became of a message; what the network said is not undone by what the gateway says late. Returns whether
    /// there is such a message.
    @discardableResult
    package static func note(_ fate: MessageFate, of id: MessageID, at now: Instant, in transaction: Transaction) throws
        -> Bool
    {
        let set: SQL = "UPDATE message SET fate = \(fate), fate_at = \(now.seconds) WHERE id = \(id.text)"
        let isFinal = fate == .delivered || fate == .failed
        let rows = try transaction.execute(
            isFinal ? set : "\(sql: set) AND fate = \(MessageFate.waiting)"
        )
        return rows > 0
    }

    /// What became of a message; nil when there is none of that name.
    package static func fate(of id: MessageID, in reading: Reading) throws -> MessageFate? {
        try reading.one("SELECT fate FROM message WHERE id = \(id.text)")?["fate"]
    }

    /// Removes rows that nobody needs any more.
    package static func purge(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM message WHERE sent_at < \(now.seconds - life)")
        try transaction.execute("DELETE FROM message_count WHERE day < \(day(of: now) - 2)")
    }

    /// The moment at which a person's budget has room again; nil when it has.
    private static func spent(_ agent: String, most: Int, within seconds: Int64, at now: Instant, in reading: Reading)
        throws -> Instant?
    {
        let rows = try reading.query(
            """
            SELECT sent_at FROM message WHERE agent = \(agent) AND sent_at > \(now.seconds - seconds)
            ORDER BY sent_at DESC LIMIT \(most)
            """
        )
        guard rows.count >= most, let oldest = rows.last else { return nil }
        return Instant(seconds: try oldest["sent_at"] + seconds)
    }

    static func subjects(of person: Message.Person, _ budget: MessageBudget) -> [(String, Int)] {
        [
            ("department:\(person.department)", budget.departmentDay),
            ("prefix:\(person.phone.prefix(4))", budget.prefixDay),
            ("city", budget.day),
        ]
    }

    private static func day(of now: Instant) -> Int64 { now.seconds / dayLength }
}
