import Foundation
import Policy

/// The town's people feed as text: the named people, whose dates follow the day of the start, then generated agents.
struct PeopleText {
    private let now: Instant
    private let agents: Int

    init(now: Instant, agents: Int) {
        self.now = now
        self.agents = agents
    }

    /// The whole feed, `;` between fields.
    var text: String {
        var filled = Template(bytes: PackageResources.people_csv)
        filled.put(day(before: 7), for: "last-week")
        filled.put(day(before: 30), for: "last-month")
        return filled.text + GeneratedAgents(count: agents).lines.map { $0 + "\n" }.joined()
    }

    private func day(before days: Int) -> String {
        let date = Date(timeIntervalSince1970: TimeInterval(now.seconds) - TimeInterval(days) * 86_400)
        return date.formatted(.iso8601.year().month().day())
    }
}
