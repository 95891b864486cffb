import Hummingbird
import People
import Web

/// The pages on which HR officers and IT contacts confirm how they are reached.
struct ContactDesk: Sendable {
    private let pages: ContactDeskPages

    /// The desk of one house.
    init(_ house: HRDeskHouse) { pages = ContactDeskPages(house) }

    /// Adds them behind a group that lets callers in only.
    func add(to group: RouterGroup<PageContext>) {
        group.get("/desk/contacts", use: pages.list)
        group.post("/desk/contacts/{contact}/confirmation", use: pages.confirm)
    }
}
