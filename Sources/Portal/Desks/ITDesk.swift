import Hummingbird
import People
import Web

/// The pages behind the IT contact's door; the matrix test walks every one of them with every role (S-28).
struct ITDesk: Sendable {
    private let pages: ITDeskPages
    private let profiles: ITProfilePages

    /// The desk of one house.
    init(_ house: ITDeskHouse) {
        pages = ITDeskPages(house)
        profiles = ITProfilePages(house)
    }

    /// Adds them behind a group that lets callers in only.
    func add(to group: RouterGroup<PageContext>) {
        group.get("/desk/it", use: pages.list)
        group.post("/desk/it/traces", use: pages.trace)
        group.get("/desk/it/people/{number}", use: pages.person)
        group.get("/desk/it/people/{number}/profile", use: profiles.check)
        group.post("/desk/it/people/{number}/profile", use: profiles.write)
        group.post("/desk/it/people/{number}/profile/step", use: profiles.step)
    }
}
