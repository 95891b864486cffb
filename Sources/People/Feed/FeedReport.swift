/// The outcome of an import as programs read it: counts of agents, and the lines set aside.
package struct FeedReport: Encodable, Hashable, Sendable {
    package let added: Int
    package let changed: Int
    package let ended: Int
    package let unchanged: Int
    package let setAside: [Line]

    /// A line that was set aside.
    package struct Line: Encodable, Hashable, Sendable {
        package let line: Int
        package let reason: String
    }

    private enum CodingKeys: String, CodingKey {
        case added, changed, ended, unchanged
        case setAside = "set_aside"
    }

    /// The report of a plan.
    package init(_ plan: FeedPlan) {
        added = plan.added.count
        changed = plan.changed.count
        ended = plan.ended.count
        unchanged = plan.unchanged
        setAside = plan.setAside.map { Line(line: $0.line, reason: $0.reason) }
    }
}
