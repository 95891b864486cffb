import City
import People
import Policy
import Store

/// Whom the city sends people to: every contact was confirmed by its holder within a quarter, and callers find somebody there.
struct ContactChecks {
    let city: City
    let now: Instant

    /// Nothing to say before the first start has made the database.
    func run() async -> [Check] {
        if city.files.server == nil, FileStatus(city.files.database) == nil { return [] }
        guard let database = try? city.files.openDatabase() else { return [] }
        defer { try? database.close() }
        let used = Set(city.departments.values.flatMap { [$0.hrOffice, $0.itContact] })
        let contacts = used.compactMap { city.contacts[$0] }.sorted { $0.id < $1.id }
        let standings = try? await database.read { [city, now] in
            try ContactStore.standings(of: contacts, on: city.day(of: now), from: $0)
        }
        return standings.map { Self.checks($0, in: city, at: now) } ?? []
    }

    static func checks(_ standings: [ContactStanding], in city: City, at now: Instant) -> [Check] {
        let due = standings.filter { $0.isDue(at: now) }.map(\.contact.id)
        let silent = standings.filter(\.isSilent).map { standing in
            let (yes, no) = standing.answers
            return Check.warn(
                .contacts,
                standing.contact.id,
                "\(no) callers found nobody there and \(yes) somebody, within three months",
                fix: "call \(standing.contact.phone ?? "it") yourself, and correct  contacts:  in the city file"
            )
        }
        guard !due.isEmpty else {
            return silent + [.ok(.contacts, "contacts", "\(standings.count) confirmed within three months")]
        }
        let cause = "not confirmed within three months: \(due.joined(separator: ", "))"
        return silent + [
            .warn(.contacts, "contacts", cause, fix: "their holders do so at \(city.portal.origin)/desk/contacts")
        ]
    }
}
