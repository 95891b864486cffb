import Audit
package import City
package import Policy
package import Store
import Web

/// All SQL on the standing of contacts.
package enum ContactStore {
    /// The contacts that an agent holds today, those that are due first. Read anew each time (S-28).
    package static func held(by agent: String, in city: City, at now: Instant, from reading: Reading) throws
        -> [ContactStanding]
    {
        let today = city.day(of: now)
        var contacts: [Contact] = []
        for desk in [Desk.hr, .it] {
            let departments = Set(try self.departments(of: agent, holding: desk, on: today, in: reading))
            contacts += city.offices(of: desk, in: departments).filter { !contacts.contains($0) }
        }
        return try standings(of: contacts, on: today, from: reading)
            .sorted { ($0.isDue(at: now) ? 0 : 1, $0.contact.name) < ($1.isDue(at: now) ? 0 : 1, $1.contact.name) }
    }

    /// Confirms a contact in the name of its holder; false for whoever does not hold it, and for what is none.
    package static func confirm(
        _ id: String,
        by agent: String,
        in city: City,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Bool {
        let held = try held(by: agent, in: city, at: now, from: transaction)
        guard let contact = held.first(where: { $0.contact.id == id })?.contact else { return false }
        let author = AuditActor.agent(agent)
        try transaction.execute(
            """
            INSERT INTO contact_confirmation (contact, details, at, author)
            VALUES (\(id), \(contact.details), \(now.seconds), \(author.text))
            ON CONFLICT (contact) DO UPDATE SET details = excluded.details, at = excluded.at, author = excluded.author
            """
        )
        try AuditLog.record(
            AuditEntry(who: author, act: "contact.confirmed", object: id, at: now.seconds),
            in: transaction
        )
        return true
    }

    /// Counts one caller's word about a contact.
    package static func count(
        _ hasAnswered: ContactAnswer,
        of contact: String,
        on today: CalendarDate,
        in transaction: Transaction
    ) throws {
        let (yes, no) = hasAnswered == .yes ? (1, 0) : (0, 1)
        try transaction.execute(
            """
            INSERT INTO contact_answer (contact, day, yes, no) VALUES (\(contact), \(today), \(yes), \(no))
            ON CONFLICT (contact, day) DO UPDATE
            SET yes = contact_answer.yes + excluded.yes, no = contact_answer.no + excluded.no
            """
        )
        let old = today.adding(days: -2 * ContactStanding.quarter)
        try transaction.execute("DELETE FROM contact_answer WHERE contact = \(contact) AND day < \(old)")
    }

    /// What is known about contacts, in their order.
    package static func standings(of contacts: [Contact], on today: CalendarDate, from reading: Reading) throws
        -> [ContactStanding]
    {
        let ids = contacts.map(\.id)
        var confirmed: [String: Instant] = [:]
        let details = Dictionary(contacts.map { ($0.id, $0.details) }) { first, _ in first }
        for row in try reading.query(
            "SELECT contact, details, at FROM contact_confirmation WHERE contact IN \(list: ids)"
        ) {
            let id: String = try row["contact"]
            let held: [UInt8] = try row["details"]
            if held == details[id] { confirmed[id] = Instant(seconds: try row["at"]) }
        }
        var answers: [String: (yes: Int, no: Int)] = [:]
        let since = today.adding(days: -ContactStanding.quarter)
        let rows = try reading.query(
            "SELECT contact, yes, no FROM contact_answer WHERE contact IN \(list: ids) AND day >= \(since)"
        )
        for row in rows {
            let (id, yes, no): (String, Int, Int) = (try row["contact"], try row["yes"], try row["no"])
            let sum = answers[id] ?? (0, 0)
            answers[id] = (sum.yes + yes, sum.no + no)
        }
        return contacts.map { ContactStanding($0, confirmedAt: confirmed[$0.id], answers: answers[$0.id] ?? (0, 0)) }
    }

    private static func departments(
        of agent: String,
        holding desk: Desk,
        on today: CalendarDate,
        in reading: Reading
    ) throws -> [String] {
        guard let agent = try AgentStore.agent(agent, in: reading), agent.state(on: today) == .active else { return [] }
        return agent.assignments(on: today)
            .filter { $0.position.serves && $0.function.flatMap(DeskFunction.desk) == desk }
            .map(\.department)
    }
}

/// What a caller says of a contact.
package enum ContactAnswer: String, Sendable {
    case yes, no
}
