import Audit
import Policy
package import Store

/// All SQL on people declared by hand, and on numbers that were merged into another.
package enum ProvisionalStore {
    /// The numbers of which the feed does not decide alone.
    package static func heldByHand(in reading: Reading) throws -> HeldByHand {
        var held = HeldByHand()
        held.declared = Set(try reading.query(offTheFeed).map { try $0["agent"] as String })
        held.merged = Set(try reading.query(secondNumbers).map { try $0["agent"] as String })
        return held
    }

    private static let offTheFeed: SQL =
        "SELECT agent FROM provisional WHERE merged_into IS NULL OR merged_into <> agent"
    private static let secondNumbers: SQL = "SELECT agent FROM merged_number"

    /// The number that was kept when this one was closed as the second of somebody; nil for every other.
    package static func kept(insteadOf number: String, in reading: Reading) throws -> String? {
        try reading.one("SELECT kept FROM merged_number WHERE agent = \(number)").map { try $0["kept"] }
    }

    /// Keeps that a number on the feed is the second one of somebody.
    static func close(_ number: String, asSecondOf kept: String, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            "INSERT INTO merged_number (agent, kept, merged_at) VALUES (\(number), \(kept), \(now.seconds))"
        )
    }

    /// How somebody was declared; nil for those whom the feed brought.
    package static func provisional(_ number: String, in reading: Reading) throws -> Provisional? {
        let row = try reading.one(
            """
            SELECT agent, kind, sponsor, company, declared_at, declared_by, merged_into FROM provisional
            WHERE agent = \(number)
            """
        )
        guard let row else { return nil }
        let (sponsor, company): (String?, String?) = (try row["sponsor"], try row["company"])
        return Provisional(
            agent: try row["agent"],
            kind: try row["kind"],
            sponsorship: sponsor.flatMap { sponsor in
                company.map { Provisional.Sponsorship(sponsor: sponsor, company: $0) }
            },
            declaredAt: Instant(seconds: try row["declared_at"]),
            declaredBy: AuditActor(text: try row["declared_by"]),
            mergedInto: try row["merged_into"]
        )
    }

    /// Keeps somebody who was declared, with the one assignment that was given, under a number that nobody has.
    static func add(
        _ person: FeedPerson,
        _ assignment: FeedAssignment,
        as kind: Provisional.Kind,
        _ sponsorship: Provisional.Sponsorship?,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        // The number is the identifier until the feed knows the person: a name is given once, and for good (D-103).
        let arriving = ArrivingAgent(
            person: person,
            identifier: Identifier(stored: person.number),
            assignments: [assignment]
        )
        try FeedStore.add(arriving, at: now, in: transaction)
        try transaction.execute(
            """
            INSERT INTO provisional (agent, kind, sponsor, company, declared_at, declared_by)
            VALUES (\(person.number), \(kind), \(sponsorship?.sponsor), \(sponsorship?.company), \(now.seconds),
                \(actor.text))
            """
        )
    }

    /// Keeps that the feed knows somebody under a number.
    static func merge(_ number: String, into known: String, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE provisional SET merged_at = \(now.seconds), merged_into = \(known) WHERE agent = \(number)"
        )
    }

    /// Leaves nothing in force of somebody who was merged into another number, and whoever they led is led by that one.
    static func clear(_ number: String, into known: String, on today: CalendarDate, in transaction: Transaction) throws
    {
        try transaction.execute(
            "UPDATE assignment SET supervisor = \(known) WHERE supervisor = \(number) AND agent <> \(known)"
        )
        try transaction.execute("UPDATE assignment SET supervisor = NULL WHERE supervisor = \(number)")
        let eve = today.adding(days: -1)
        try transaction.execute("DELETE FROM assignment WHERE agent = \(number) AND first_day >= \(today)")
        try transaction.execute(
            """
            UPDATE assignment SET last_day = \(eve) WHERE agent = \(number) AND (last_day IS NULL OR last_day > \(eve))
            """
        )
    }

    /// Whether a number, or one that differs by leading zeros alone, is anybody's.
    static func isTaken(_ number: String, in reading: Reading) throws -> Bool {
        let bare = String(number.drop { $0 == "0" })
        return try reading.one(
            "SELECT number FROM agent WHERE number = \(number) OR ltrim(number, '0') = \(bare) LIMIT 1"
        ) != nil
    }

    /// Those in an officer's scope who were born on that day, without this one.
    static func born(_ day: CalendarDate, besides number: String, _ scope: DeskScope, in reading: Reading) throws
        -> [Agent]
    {
        try AgentStore.filed(born(day, besides: number, scope) + " ORDER BY d.filed_under, a.number", in: reading)
    }

    /// Those of them whom the feed knows, under a number that is not the second of somebody.
    static func bornOnFeed(_ day: CalendarDate, besides number: String, _ scope: DeskScope, in reading: Reading) throws
        -> [Agent]
    {
        let known: SQL = """
             AND a.number NOT IN (\(sql: offTheFeed)) AND a.number NOT IN (\(sql: secondNumbers))
            ORDER BY d.filed_under, a.number
            """
        return try AgentStore.filed(born(day, besides: number, scope) + known, in: reading)
    }

    private static func born(_ day: CalendarDate, besides number: String, _ scope: DeskScope) -> SQL {
        "WHERE a.birth_date = \(day) AND a.number <> \(number) AND a.number IN (\(sql: scope.agents))"
    }
}
