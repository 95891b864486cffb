import Hummingbird
import People
import Web

/// The pages behind the supervisor's door; the matrix test walks every one of them with every role (S-28).
struct SupervisorDesk: Sendable {
    private let pages: TeamPages

    /// The desk of one house.
    init(_ house: TeamHouse) { pages = TeamPages(house) }

    /// Adds them behind a group that lets callers in only.
    func add(to group: RouterGroup<PageContext>) {
        group.get("/desk/team", use: pages.list)
        group.get("/desk/team/people/{number}", use: pages.person)
        group.get("/desk/team/people/{number}/grants/{app}", use: pages.right)
        group.post("/desk/team/people/{number}/grants/{app}", use: pages.give)
        group.post("/desk/team/people/{number}/grants/{app}/refusal", use: pages.decline)
        group.post("/desk/team/people/{number}/grants/{app}/end", use: pages.end)
    }
}
