/// The outcome of an import as people read it on a terminal; a dry run shows the same table as the real run (X-61).
package struct FeedTable: Sendable {
    /// The most agents listed under each heading.
    private static let listed = 20
    private let plan: FeedPlan

    /// The table of a plan.
    package init(_ plan: FeedPlan) {
        self.plan = plan
    }

    /// The lines of the table: the counts, then who and what, at most 20 under each heading, then every line set aside.
    package var lines: [String] {
        counts
            + section("added", plan.added.map { "\($0.person.number)  \($0.person.names.full)  \($0.identifier)" })
            + section(
                "changed",
                plan.changed.map { agent in
                    "\(agent.number)  \(agent.names.full)  \(agent.words.joined(separator: "; "))"
                }
            )
            + section("ended", plan.ended.map { "\($0.number)  \($0.names.full)" })
            + setAside
    }

    private var counts: [String] {
        let rows = [
            ("added", plan.added.count), ("changed", plan.changed.count), ("ended", plan.ended.count),
            ("unchanged", plan.unchanged), ("lines set aside", plan.setAside.count),
        ]
        return rows.map { name, count in
            name + String(repeating: " ", count: 16 - name.utf8.count) + Self.right(String(count), 8)
        }
    }

    private var setAside: [String] {
        plan.setAside.isEmpty ? [] : ["", "set aside:"] + plan.setAside.map { "  line \($0.line): \($0.reason)" }
    }

    private func section(_ title: String, _ rows: [String]) -> [String] {
        guard !rows.isEmpty else { return [] }
        let more = rows.count - Self.listed
        return ["", "\(title):"] + rows.prefix(Self.listed).map { "  \($0)" }
            + (more > 0 ? ["  … and \(more) more"] : [])
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.utf8.count)) + text
    }
}
