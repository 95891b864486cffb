import Audit
import Policy
package import Store

/// All SQL on who covers for whom; what a cover opens is part of `DeskScope`, and what is over by the calendar is over in every
/// statement.
package enum CoverStore {
    /// Keeps a cover and its audit entry; one that is over by the calendar makes room.
    static func name(_ cover: DeskCover, on today: CalendarDate, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE desk_cover SET ended_at = \(now.seconds), ended_by = \(AuditActor.program.text)
            WHERE officer = \(cover.officer) AND ended_at IS NULL AND last_day < \(today)
            """
        )
        try transaction.execute(
            """
            INSERT INTO desk_cover (officer, cover, first_day, last_day, named_at)
            VALUES (\(cover.officer), \(cover.colleague), \(cover.first), \(cover.last), \(now.seconds))
            """
        )
        let actor = AuditActor.agent(cover.officer)
        try note("cover.named", cover, about: cover.colleague, by: actor, at: now, in: transaction)
    }

    /// Those on their way in which somebody takes part, as the officer who is away first.
    package static func standing(of number: String, on today: CalendarDate, in reading: Reading) throws -> [DeskCover] {
        let which: SQL = "(officer = \(number) OR cover = \(number)) AND last_day >= \(today) ORDER BY first_day, id"
        let found = try covers(which, in: reading)
        return found.filter { $0.officer == number } + found.filter { $0.officer != number }
    }

    /// Ends the cover of `officer` for one of the two before its last day; nil for whoever is not one of them, and where there
    /// is none, by the same statement (S-28).
    static func end(
        of officer: String,
        by number: String,
        on today: CalendarDate,
        at now: Instant,
        in transaction: Transaction
    ) throws -> DeskCover? {
        let which: SQL =
            "officer = \(officer) AND (officer = \(number) OR cover = \(number)) AND last_day >= \(today)"
        guard let cover = try covers(which, in: transaction).first else { return nil }
        try end(cover, about: cover.other(than: number), by: .agent(number), at: now, in: transaction)
        return cover
    }

    /// Ends what is on its way for somebody whose access is suspended or closed, on both sides (CO-5).
    static func endAll(of number: String, by actor: AuditActor, at now: Instant, in transaction: Transaction) throws {
        for cover in try covers("(officer = \(number) OR cover = \(number))", in: transaction) {
            try end(cover, about: cover.other(than: number), by: actor, at: now, in: transaction)
        }
    }

    /// Whether the officer of a scope covers today for that colleague.
    static func covers(for officer: String, _ scope: DeskScope, in reading: Reading) throws -> Bool {
        let today = scope.today
        let which: SQL =
            "officer = \(officer) AND cover = \(scope.officer) AND first_day <= \(today) AND last_day >= \(today)"
        return try !covers(which, in: reading).isEmpty
    }

    /// The departments that a scope's officer covers, by the employee number of who is away.
    static func departments(_ scope: DeskScope, in reading: Reading) throws -> [String: Set<String>] {
        try reading.query(scope.coveredDepartments).reduce(into: [:]) { found, row in
            found[try row["officer"], default: []].insert(try row["department"])
        }
    }

    /// The colleagues who may cover for a scope's officer, by name.
    package static func colleagues(_ scope: DeskScope, in reading: Reading) throws -> [Agent] {
        try AgentStore.filed(
            "WHERE a.number IN (\(sql: scope.colleagues)) ORDER BY d.filed_under, a.number",
            in: reading
        )
    }

    private static func covers(_ which: SQL, in reading: Reading) throws -> [DeskCover] {
        try reading.query(
            "SELECT officer, cover, first_day, last_day FROM desk_cover WHERE ended_at IS NULL AND \(sql: which)"
        ).map { row in
            DeskCover(
                officer: try row["officer"],
                colleague: try row["cover"],
                first: try row["first_day"],
                last: try row["last_day"]
            )
        }
    }

    private static func end(
        _ cover: DeskCover,
        about subject: String,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE desk_cover SET ended_at = \(now.seconds), ended_by = \(actor.text)
            WHERE officer = \(cover.officer) AND ended_at IS NULL
            """
        )
        try note("cover.ended", cover, about: subject, by: actor, at: now, in: transaction)
    }

    private static func note(
        _ act: String,
        _ cover: DeskCover,
        about subject: String,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let detail = [
            "officer": cover.officer, "cover": cover.colleague, "from": cover.first.description,
            "until": cover.last.description,
        ]
        let entry = AuditEntry(who: actor, subject: subject, act: act, at: now.seconds, detail: AuditDetail(detail))
        try AuditLog.record(entry, in: transaction)
    }
}
