package import City
import People
package import Policy
package import Store
package import Web

/// What words from the employer lay on a reader's home, and on an officer's (HM-27).
package enum AnnouncementCard {
    /// Unread ones that the home shows.
    static let shown = 3

    /// The unread ones of the caller's departments, newest first; whoever sits beside the supervisor gets none (HM-4).
    package static func cards(for caller: Caller, in city: City, at now: Instant, from reading: Reading) throws
        -> [Card]
    {
        guard caller.assurance.accompaniedBy == nil else { return [] }
        let standing = try AnnouncementStore.list(.reader(caller.agent, on: city.day(of: now)), in: reading)
        let unread = standing.filter { $0.readAt == nil }
        let news = Card(
            .news,
            "announcement.card",
            unread.prefix(shown).map { line($0, city) },
            count: unread.count,
            way: standing.isEmpty ? nil : AnnouncementPages.path
        )
        guard caller.desks.contains(.hr) else { return [news] }
        let way = Card.Line(
            .said("announcement.desk-list"),
            at: AnnouncementDeskPages.path,
            .said("announcement.desk.verb")
        )
        return [news, .desks([way])]
    }

    private static func line(_ announcement: Announcement, _ city: City) -> Card.Line {
        Card.Line(
            .text(announcement.text.title),
            at: AnnouncementPages.address(of: announcement.id),
            .said("announcement.card.verb"),
            hint: announcement.text.audience.words(in: city),
            in: announcement.text.language
        )
    }
}
