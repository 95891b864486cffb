import Audit
import City
package import People
package import Policy
package import Store
package import Web

/// What one officer does about words from the employer, each judged in the transaction that does it.
package struct AnnouncementOfficer: Sendable {
    package let officer: DeskOfficer

    package init(_ officer: DeskOfficer) { self.officer = officer }

    var city: City { officer.city }
    var today: CalendarDate { officer.scope.today }
    var scope: AnnouncementScope { .officer(officer.scope, every: city.departments.keys.sorted()) }

    /// To whom this officer may write: the departments of the scope by name, and all where it has every one of the city's.
    package func audiences(in reading: Reading) throws -> [Audience] {
        let keys = Set(try DeskStore.departments(officer.scope, in: reading))
        let own = keys.sorted { (name(of: $0), $0) < (name(of: $1), $1) }.map(Audience.department)
        return own + (keys.isSuperset(of: city.departments.keys) ? [.everybody] : [])
    }

    /// What was typed, judged, and how many people it would go to.
    package func judge(_ typed: TypedAnnouncement, in reading: Reading) throws -> (TypedAnnouncement.Judgement, Int) {
        let judgement = typed.judged(for: try audiences(in: reading), on: today)
        guard case .sound(let text) = judgement else { return (judgement, 0) }
        return (judgement, try reach(text, in: reading))
    }

    /// What publishing led to.
    package enum Writing: Hashable, Sendable {
        case written(Int64)
        case mistaken([FieldMistake])
    }

    /// Publishes what was typed.
    package func write(_ typed: TypedAnnouncement, at now: Instant, in transaction: Transaction) throws -> Writing {
        switch try judge(typed, in: transaction).0 {
        case .mistaken(let mistakes): return .mistaken(mistakes)
        case .sound(let text):
            return .written(try AnnouncementStore.write(text, by: officer.actor, at: now, in: transaction))
        }
    }

    /// Those that this officer may withdraw, newest first.
    package func list(in reading: Reading) throws -> [Announcement] { try AnnouncementStore.list(scope, in: reading) }

    /// One of them; nil for a foreign one and for one that is none.
    package func announcement(_ id: Int64, in reading: Reading) throws -> Announcement? {
        try AnnouncementStore.announcement(id, scope, in: reading)
    }

    /// Withdraws one; nil where it is none of this officer's, false where it was withdrawn before.
    package func withdraw(_ id: Int64, at now: Instant, in transaction: Transaction) throws -> Bool? {
        try AnnouncementStore.withdraw(id, scope, by: officer.actor, at: now, in: transaction)
    }

    /// People to whom words go on the first day that is not over.
    func reach(_ text: AnnouncementText, in reading: Reading) throws -> Int {
        let day = min(max(text.days.lowerBound, today), text.days.upperBound)
        return try AnnouncementStore.reach(text.audience, on: day, in: reading)
    }

    /// Whoever wrote one, by name; what was written at the terminal is the city's own.
    func author(of announcement: Announcement, in reading: Reading) throws -> String {
        guard case .agent(let number) = announcement.written.by else { return city.identity.name }
        return try AgentStore.agent(number, in: reading)?.callerName.full ?? number
    }

    private func name(of key: String) -> String { city.departments[key]?.name ?? key }
}
