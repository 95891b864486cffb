import Access
import City
import Hummingbird
import People
import SignIn
import Store
import Web
import Workplace

/// The agent space's door: the pages behind it, and the cards that its slices lay on the home (HM-2).
struct AgentSpace: Sendable {
    private let home: LauncherPages
    private let announcements: AnnouncementPages

    /// The space under one city file.
    init(_ city: City, on machinery: Machinery, _ house: SignInHouse) {
        let database = machinery.installation.database
        home = LauncherPages(
            city: city,
            shell: house.shell,
            circumstances: machinery.circumstances,
            cards: Self.cards(in: database, city: house.city)
        )
        announcements = AnnouncementPages(
            AnnouncementHouse(database: database, shell: house.shell, city: house.city)
        )
    }

    /// Adds the home, which leads a stranger to the sign-in itself, and behind a group that lets callers in only the rest.
    func add(to router: Router<PageContext>, _ group: RouterGroup<PageContext>) {
        home.add(to: router)
        group.get("/announcements", use: announcements.list)
        group.get("/announcements/{announcement}", use: announcements.open)
        group.post("/announcements/{announcement}/reading", use: announcements.read)
    }

    /// What each slice lays on a caller's home, in one look at the database (HM-5); what waits stands in this order.
    private static func cards(in database: any Database, city: @escaping @Sendable () -> City) -> LauncherPages.Cards {
        { context in
            guard let caller = context.caller else { return [] }
            let (city, now) = (city(), context.now)
            return try await database.read { reading in
                var cards: [Card] = [.toDo([])]
                cards += try ResetCard.cards(for: caller, in: city, at: now, from: reading)
                cards += try TeamCard.cards(for: caller, in: city, at: now, from: reading)
                cards += try ContactCard.cards(for: caller, in: city, at: now, from: reading)
                cards += DeskCard.cards(for: caller)
                cards += try AnnouncementCard.cards(for: caller, in: city, at: now, from: reading)
                return cards
            }
        }
    }
}
