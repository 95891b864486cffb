package import Audit
package import People
package import Policy
package import Store

/// All SQL on words from the employer; no statement about one goes without a scope (S-28).
package enum AnnouncementStore {
    /// Announcements that are read at most.
    static let listed = 100

    /// Those in scope, newest first.
    package static func list(_ scope: AnnouncementScope, in reading: Reading) throws -> [Announcement] {
        try announcements("1 = 1", scope, reading)
    }

    /// One in scope; nil for one that is not and for one that is none, by the same statement.
    package static func announcement(_ id: Int64, _ scope: AnnouncementScope, in reading: Reading) throws
        -> Announcement?
    {
        try announcements("n.id = \(id)", scope, reading).first
    }

    /// Agents who have an assignment on a day where these words go.
    package static func reach(_ audience: Audience, on day: CalendarDate, in reading: Reading) throws -> Int {
        let place: SQL = audience.department.map { "s.department = \($0)" } ?? "1 = 1"
        let row = try reading.one(
            """
            SELECT count(DISTINCT s.agent) AS n FROM assignment s
            WHERE s.first_day <= \(day) AND (s.last_day IS NULL OR s.last_day >= \(day))
                AND \(sql: place)
            """
        )
        return try row?["n"] ?? 0
    }

    /// Publishes words with their audit entry (HM-25); its id.
    package static func write(
        _ text: AnnouncementText,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Int64 {
        let row = try transaction.one(
            """
            INSERT INTO announcement (department, language, title, words, first_day, last_day, written_at, written_by)
            VALUES (\(text.audience.department), \(text.language), \(text.title), \(text.words.text),
                \(text.days.lowerBound), \(text.days.upperBound), \(now.seconds), \(actor.text)) RETURNING id
            """
        )
        let id: Int64 = try row?["id"] ?? 0
        try note("announcement.written", id, text, by: actor, at: now, in: transaction)
        return id
    }

    /// Withdraws one in scope with its audit entry; nil where there is none, false where it is withdrawn already.
    package static func withdraw(
        _ id: Int64,
        _ scope: AnnouncementScope,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Bool? {
        guard let one = try announcement(id, scope, in: transaction) else { return nil }
        guard one.withdrawn == nil else { return false }
        try transaction.execute(
            "UPDATE announcement SET withdrawn_at = \(now.seconds), withdrawn_by = \(actor.text) WHERE id = \(id)"
        )
        try note("announcement.withdrawn", id, one.text, by: actor, at: now, in: transaction)
        return true
    }

    /// Remembers that a reader has read one; false where there is none for them. Again changes nothing (HM-27).
    package static func markRead(_ id: Int64, by scope: AnnouncementScope, at now: Instant, in transaction: Transaction)
        throws -> Bool
    {
        guard try announcement(id, scope, in: transaction) != nil else { return false }
        try transaction.execute(
            """
            INSERT INTO announcement_read (agent, announcement, read_at) VALUES (\(scope.reader), \(id), \(now.seconds))
            ON CONFLICT (agent, announcement) DO NOTHING
            """
        )
        return true
    }

    private static func announcements(_ which: SQL, _ scope: AnnouncementScope, _ reading: Reading) throws
        -> [Announcement]
    {
        try reading.query(
            """
            SELECT n.id, n.department, n.language, n.title, n.words, n.first_day, n.last_day, n.written_at, n.written_by,
                n.withdrawn_at, n.withdrawn_by, r.read_at
            FROM announcement n LEFT JOIN announcement_read r ON r.announcement = n.id AND r.agent = \(scope.reader)
            WHERE \(sql: which) AND \(sql: scope.condition) ORDER BY n.first_day DESC, n.id DESC LIMIT \(listed)
            """
        ).map(Announcement.init)
    }

    private static func note(
        _ act: String,
        _ id: Int64,
        _ text: AnnouncementText,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let detail = [
            "audience": text.audience.typed, "title": text.title, "from": text.days.lowerBound.description,
            "until": text.days.upperBound.description,
        ]
        let entry = AuditEntry(
            who: actor,
            act: act,
            object: String(id),
            at: now.seconds,
            detail: AuditDetail(detail)
        )
        try AuditLog.record(entry, in: transaction)
    }
}

extension Announcement {
    fileprivate init(_ row: Row) throws {
        let (first, last): (CalendarDate, CalendarDate) = (try row["first_day"], try row["last_day"])
        let (withdrawnAt, readAt): (Int64?, Int64?) = (try row["withdrawn_at"], try row["read_at"])
        let withdrawnBy: String? = try row["withdrawn_by"]
        self.init(
            id: try row["id"],
            text: AnnouncementText(
                audience: Audience(stored: try row["department"]),
                language: try row["language"],
                title: try row["title"],
                words: PlainWords(try row["words"] as String),
                days: min(first, last)...max(first, last)
            ),
            written: Mark(
                at: Instant(seconds: try row["written_at"]),
                by: AuditActor(text: try row["written_by"])
            ),
            withdrawn: withdrawnAt.map {
                Mark(at: Instant(seconds: $0), by: AuditActor(text: withdrawnBy ?? ""))
            },
            readAt: readAt.map { Instant(seconds: $0) }
        )
    }
}
