import City
import Policy
import Store
import Web

/// One cover as one of the two sees it.
struct CoverStanding {
    let cover: DeskCover
    /// The other of the two.
    let other: String
    /// Who reads it.
    let reader: String
    /// The names of the departments that are covered; of no use to who is away.
    let departments: [String]

    /// The covers in which an officer takes part, today or from a day to come.
    static func all(of officer: DeskOfficer, in reading: Reading) throws -> [CoverStanding] {
        let scope = officer.scope
        let covers = try CoverStore.standing(of: scope.officer, on: scope.today, in: reading)
        guard !covers.isEmpty else { return [] }
        let departments = try CoverStore.departments(scope, in: reading)
        return try covers.map { cover in
            let other = cover.other(than: scope.officer)
            let keys = cover.colleague == scope.officer ? (departments[cover.officer] ?? []).sorted() : []
            return CoverStanding(
                cover: cover,
                other: try AgentStore.agent(other, in: reading)?.callerName.full ?? other,
                reader: scope.officer,
                departments: keys.map { officer.city.departments[$0]?.name ?? $0 }
            )
        }
    }

    var isOwn: Bool { cover.officer == reader }

    /// Who covers for whom, from when to when; whose departments, where they are somebody else's.
    func words(_ language: Language) -> Web.Value {
        let values = [
            "who": other, "from": date(cover.first, language), "until": date(cover.last, language),
            "departments": departments.joined(separator: ", "),
        ]
        if isOwn { return .said("cover.own", values) }
        return .said(departments.isEmpty ? "cover.theirs-none" : "cover.theirs", values)
    }

    private func date(_ day: CalendarDate, _ language: Language) -> String {
        Moment(secondsSince1970: Int64(day.day) * 86_400).dateWithYear(in: language)
    }
}
