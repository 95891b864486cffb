package import City
import Policy
package import Store
package import Web

/// Whom an HR officer, or an IT contact, may see on a day, as SQL that every query of the desk carries (S-28): those whose
/// assignments in force, or, where none is, whose last or next ones, are of a department in which they hold that function, or
/// in which somebody holds the HR function for whom they cover that day (CO-4).
package struct DeskScope: Sendable {
    /// The employee number of the officer.
    package let officer: String
    /// Whose function counts: HR or IT.
    package let desk: Desk
    package let today: CalendarDate
    /// The departments of each employer: nobody covers for another employer's.
    private let employers: [[String]]

    /// The scope of whoever holds the HR desk, or another that goes by department.
    package init(officer: String, in city: City, on today: CalendarDate, desk: Desk = .hr) {
        self.officer = officer
        self.desk = desk
        self.today = today
        employers = Dictionary(grouping: city.departments.values, by: \.employer).values
            .map { $0.map(\.key).sorted() }.sorted { ($0.first ?? "") < ($1.first ?? "") }
    }

    /// `SELECT department`: the officer's own and those of whom they cover for. The other desks know no cover.
    package var departments: SQL {
        guard desk == .hr else { return ownDepartments }
        return """
            \(sql: ownDepartments)
            UNION ALL SELECT h.department FROM desk_cover c JOIN (\(sql: held)) h ON h.agent = c.officer
            WHERE c.cover = \(officer) AND c.ended_at IS NULL AND c.first_day <= \(today) AND c.last_day >= \(today)
                AND \(sql: mayCover)
            """
    }

    /// `SELECT officer, department`: of those for whom the officer covers, today or from a day to come.
    var coveredDepartments: SQL {
        """
        SELECT c.officer, h.department FROM desk_cover c JOIN (\(sql: held)) h ON h.agent = c.officer
        WHERE c.cover = \(officer) AND c.ended_at IS NULL AND c.last_day >= \(today) AND \(sql: mayCover)
        """
    }

    /// `SELECT agent`: the colleagues who may cover for the officer.
    var colleagues: SQL {
        """
        SELECT k.agent FROM (\(sql: held)) k WHERE k.agent <> \(officer)
            AND EXISTS (SELECT 1 FROM (\(sql: held)) h WHERE h.agent = \(officer) AND \(sql: sameEmployer))
        """
    }

    private var ownDepartments: SQL {
        "SELECT h.department FROM (\(sql: held)) h WHERE h.agent = \(officer)"
    }

    /// `SELECT agent, department`: who holds the desk today by their own assignments, and where.
    private var held: SQL {
        """
        SELECT o.agent, o.department FROM assignment o JOIN agent me ON me.number = o.agent
        WHERE me.credential = \(CredentialState.active)
            AND o.function IN \(list: DeskFunction.titles(of: desk)) AND o.position IN \(list: Self.serving)
            AND o.first_day <= \(today) AND (o.last_day IS NULL OR o.last_day >= \(today))
        """
    }

    /// A condition on `h`: the officer holds the desk today in a department of the same employer.
    private var mayCover: SQL {
        "EXISTS (SELECT 1 FROM (\(sql: held)) k WHERE k.agent = \(officer) AND \(sql: sameEmployer))"
    }

    /// A condition on `h` and `k`.
    private var sameEmployer: SQL {
        let any = employers.reduce("1 = 0" as SQL) { before, keys in
            "\(sql: before) OR h.department IN \(list: keys) AND k.department IN \(list: keys)"
        }
        return "(\(sql: any))"
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
