package import People
import Store

/// Whose announcements somebody sees or moves, as a condition on `announcement n` that every statement carries (S-28).
package enum AnnouncementScope: Sendable {
    /// An agent: what is in force that day for a department of theirs, or for all (HM-26).
    case reader(String, on: CalendarDate)
    /// An officer: what goes to a department of their scope, to all only where that has every department (HM-22).
    case officer(DeskScope, every: [String])
    /// Whoever types commands on the server: all of them.
    case `operator`

    /// The employee number, for what is remembered per reader; empty for all others.
    var reader: String {
        if case .reader(let agent, _) = self { agent } else { "" }
    }

    var condition: SQL {
        switch self {
        case .reader(let agent, let today):
            """
            n.withdrawn_at IS NULL AND n.first_day <= \(today) AND n.last_day >= \(today)
            AND EXISTS (SELECT 1 FROM assignment s WHERE s.agent = \(agent) AND s.first_day <= \(today)
                AND (s.last_day IS NULL OR s.last_day >= \(today))
                AND (n.department IS NULL OR s.department = n.department))
            """
        case .operator: "1 = 1"
        case .officer(let scope, let every):
            """
            (n.department IN (\(sql: scope.departments)) OR n.department IS NULL AND \(every.count) =
                (SELECT count(DISTINCT x.department) FROM (\(sql: scope.departments)) x
                WHERE x.department IN \(list: every)))
            """
        }
    }
}
