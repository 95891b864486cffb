import Policy
import Store

/// Whom a supervisor may see on a day, as SQL that every query of the team carries (S-28): those whose assignments in force or
/// to come name the supervisor, who must work for the city; never the supervisor (S-29).
package struct TeamScope: Sendable {
    /// The employee number of the supervisor.
    package let supervisor: String
    package let today: CalendarDate

    package init(supervisor: String, on today: CalendarDate) {
        self.supervisor = supervisor
        self.today = today
    }

    /// `SELECT agent`: the reports.
    var agents: SQL {
        """
        SELECT t.agent FROM assignment t WHERE t.supervisor = \(supervisor) AND t.agent <> \(supervisor)
            AND (t.last_day IS NULL OR t.last_day >= \(today))
            AND EXISTS (SELECT 1 FROM agent me JOIN assignment mine ON mine.agent = me.number
                WHERE me.number = \(supervisor) AND me.credential = \(CredentialState.active)
                    AND mine.position IN \(list: Position.allCases.filter(\.serves))
                    AND mine.first_day <= \(today) AND (mine.last_day IS NULL OR mine.last_day >= \(today)))
        """
    }

    /// `SELECT supervisor`: in whose scope somebody is on a day.
    static func supervisors(of number: String, on today: CalendarDate) -> SQL {
        """
        SELECT t.supervisor FROM assignment t JOIN agent me ON me.number = t.supervisor
            JOIN assignment mine ON mine.agent = me.number
        WHERE t.agent = \(number) AND t.supervisor <> t.agent AND (t.last_day IS NULL OR t.last_day >= \(today))
            AND me.credential = \(CredentialState.active)
            AND mine.position IN \(list: Position.allCases.filter(\.serves))
            AND mine.first_day <= \(today) AND (mine.last_day IS NULL OR mine.last_day >= \(today))
        """
    }
}
