package import City
package import Policy
package import Store

/// How long it lately took from the opening of a dossier to the agent's first sign-in, in one department.
package struct DossierDelay: Hashable, Sendable {
    /// Fewer cases than these tell nothing, and could tell about somebody.
    static let fewest = 5

    /// The median, in days; half a day and more counts as one.
    package let days: Int
    /// Over how many cases.
    package let cases: Int

    /// The median of so many seconds; nil where there are too few.
    init?(_ seconds: [Int64]) {
        guard seconds.count >= Self.fewest else { return nil }
        let middle = seconds.sorted()[seconds.count / 2]
        self.init(days: Int(clamping: (max(0, middle) + 43_200) / 86_400), cases: seconds.count)
    }

    package init(days: Int, cases: Int) { (self.days, self.cases) = (days, cases) }
}

extension DossierStore {
    /// The delays of the last year by department, at most of the newest 20,000 cases; whoever works in two counts in both.
    package static func delays(in city: City, at now: Instant, from reading: Reading) throws -> [String: DossierDelay] {
        let rows = try reading.query(
            """
            SELECT d.opened_at, s.at, t.department FROM (
                SELECT agent, min(at) AS at FROM dossier_step WHERE act = \(CredentialAct.activate)
                GROUP BY agent HAVING min(at) > \(now.adding(seconds: -365 * 86_400).seconds)
                ORDER BY 2 DESC LIMIT 20000
            ) s JOIN dossier d ON d.agent = s.agent JOIN assignment t ON t.agent = s.agent
            WHERE t.last_day IS NULL OR t.last_day >= \(city.day(of: now))
            """
        )
        var seconds: [String: [Int64]] = [:]
        for row in rows {
            let (opened, at, department): (Int64, Int64, String) =
                (try row["opened_at"], try row["at"], try row["department"])
            seconds[department, default: []].append(Instant(seconds: at).seconds(since: Instant(seconds: opened)))
        }
        return seconds.compactMapValues(DossierDelay.init)
    }
}
