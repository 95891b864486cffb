import Hummingbird
import People
import SignIn
import Web

/// The pages behind the supervisor's door; the matrix test walks every one of them with every role (S-28).
struct SupervisorDesk: Sendable {
    private let pages: TeamPages
    private let letters: TeamLetterPages
    private let beside: AccompanimentPages

    /// The desk of one house.
    init(_ house: TeamHouse, _ beside: AccompanimentPages) {
        pages = TeamPages(house)
        letters = TeamLetterPages(house)
        self.beside = beside
    }

    /// Adds them behind a group that lets callers in only.
    func add(to group: RouterGroup<PageContext>) {
        group.get("/desk/team", use: pages.list)
        group.get("/desk/team/people/{number}", use: pages.person)
        group.get("/desk/team/people/{number}/letter", use: letters.page)
        group.post("/desk/team/people/{number}/letter", use: letters.handOver)
        group.get("/desk/team/people/{number}/accompaniment", use: beside.page)
        group.post("/desk/team/people/{number}/accompaniment", use: beside.begin)
        group.post("/desk/team/people/{number}/accompaniment/end", use: beside.end)
        group.get("/desk/team/people/{number}/grants/{app}", use: pages.right)
        group.post("/desk/team/people/{number}/grants/{app}", use: pages.give)
        group.post("/desk/team/people/{number}/grants/{app}/refusal", use: pages.decline)
        group.post("/desk/team/people/{number}/grants/{app}/end", use: pages.end)
    }
}
