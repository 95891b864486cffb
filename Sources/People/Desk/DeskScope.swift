import Policy
import Store
package import Web

/// Whom an HR officer, or an IT contact, may see on a day, as SQL that every query of the desk carries (S-28): those whose
/// assignments in force, or, where none is, whose last or next ones, are of a department in which they hold that function.
package struct DeskScope: Sendable {
    /// The employee number of the officer.
    package let officer: String
    /// Whose function counts: HR or IT.
    package let desk: Desk
    package let today: CalendarDate

    /// The scope of whoever holds the HR desk, or another that goes by department.
    package init(officer: String, on today: CalendarDate, desk: Desk = .hr) {
        self.officer = officer
        self.desk = desk
        self.today = today
    }

    /// `SELECT department`: the officer's own.
    var departments: SQL {
        """
        SELECT o.department FROM assignment o JOIN agent me ON me.number = o.agent
        WHERE o.agent = \(officer) AND me.credential = \(CredentialState.active)
            AND o.function IN \(list: DeskFunction.titles(of: desk)) AND o.position IN \(list: Self.serving)
            AND o.first_day <= \(today) AND (o.last_day IS NULL OR o.last_day >= \(today))
        """
    }

    /// `SELECT agent`: those in scope.
    var agents: SQL {
        """
        SELECT t.agent FROM assignment t WHERE t.department IN (\(sql: departments)) AND (
            t.first_day <= \(today) AND (t.last_day IS NULL OR t.last_day >= \(today))
            OR NOT EXISTS (SELECT 1 FROM assignment f WHERE f.agent = t.agent AND f.first_day <= \(today)
                AND (f.last_day IS NULL OR f.last_day >= \(today)))
            AND (t.first_day > \(today) OR t.last_day = (SELECT max(e.last_day) FROM assignment e
                WHERE e.agent = t.agent AND e.first_day <= \(today))))
        """
    }

    /// A condition on `a`: the agent works for the city now or later.
    var isStaying: SQL {
        """
        EXISTS (SELECT 1 FROM assignment s WHERE s.agent = a.number AND s.position IN \(list: Self.serving)
            AND (s.last_day IS NULL OR s.last_day >= \(today)))
        """
    }

    private static let serving = Position.allCases.filter(\.serves)
}
