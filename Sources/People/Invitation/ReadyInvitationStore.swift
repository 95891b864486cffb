package import Policy
package import Store

/// All SQL on invitations to `/ready`: the last one of each person.
package enum ReadyInvitationStore {
    /// Seconds for which the use of a letter's code makes somebody due.
    private static let week: Int64 = 7 * 86_400
    /// People whom one round invites at most.
    static let most = 200

    /// Who is active, was never invited, and within the last week came in by a letter or an own account, or has an assignment
    /// that begins on one of those days but the first.
    static func due(_ days: Range<CalendarDate>, at now: Instant, in reading: Reading) throws -> [String] {
        try reading.query(
            """
            SELECT number FROM agent WHERE credential = \(CredentialState.active)
                AND number IN (
                    SELECT agent FROM activation_code WHERE used_at > \(now.seconds - week)
                    UNION
                    SELECT agent FROM assignment
                    WHERE first_day > \(days.lowerBound) AND first_day < \(days.upperBound)
                )
                AND NOT EXISTS (SELECT 1 FROM ready_invitation i WHERE i.agent = agent.number)
            ORDER BY number LIMIT \(most)
            """
        ).map { try $0["number"] }
    }

    /// The person's last invitation; nil without one.
    package static func last(of number: String, in reading: Reading) throws -> (way: ReadyInvitation.Way, at: Instant)?
    {
        let row = try reading.one("SELECT way, invited_at FROM ready_invitation WHERE agent = \(number)")
        guard let row else { return nil }
        return (try row["way"], Instant(seconds: try row["invited_at"]))
    }

    /// Keeps an invitation in the place of the last one.
    static func keep(_ way: ReadyInvitation.Way, of number: String, at now: Instant, in transaction: Transaction) throws
    {
        try transaction.execute(
            """
            INSERT INTO ready_invitation (agent, way, invited_at) VALUES (\(number), \(way), \(now.seconds))
            ON CONFLICT (agent) DO UPDATE SET way = excluded.way, invited_at = excluded.invited_at
            """
        )
    }
}
