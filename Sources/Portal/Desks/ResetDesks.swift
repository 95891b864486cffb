import Hummingbird
import People
import Web

/// Caller checks and resets, at the desk of each who takes part; the matrix test walks every one of them with every role (S-28).
struct ResetDesks: Sendable {
    private let house: ResetHouse

    /// The desks of one house.
    init(_ house: ResetHouse) { self.house = house }

    /// Adds them behind a group that lets callers in only.
    func add(to group: RouterGroup<PageContext>) {
        let (check, reset) = (CallerCheckPages(house), ResetPages(house))
        group.get("/desk/hr/people/{number}/caller", use: check.page)
        group.post("/desk/hr/people/{number}/caller", use: check.begin)
        group.post("/desk/hr/people/{number}/caller/answer", use: check.answer)
        group.get("/desk/hr/people/{number}/reset", use: reset.page)
        group.post("/desk/hr/people/{number}/reset", use: reset.open)
        group.post("/desk/hr/people/{number}/reset/withdrawal", use: reset.withdraw)
        for (desk, folder) in SecondPerson.folders {
            add(SecondPersonPages(house, at: desk, folder: folder), to: group)
        }
    }

    /// The officer's own page of a reset stands in the place of the second person's.
    private func add(_ second: SecondPersonPages, to group: RouterGroup<PageContext>) {
        let folder = "/desk/\(second.folder)"
        group.get("\(folder)/resets", use: second.list)
        if second.folder != "hr" { group.get("\(folder)/people/{number}/reset", use: second.page) }
        group.post("\(folder)/people/{number}/reset/confirmation", use: second.confirm)
        group.post("\(folder)/people/{number}/reset/refusal", use: second.decline)
    }
}
