/// The circles of a feed's reporting lines: groups of agents each of whom is, step by step, their own supervisor's supervisor.
///
/// Kosaraju's two walks, without recursion: a feed may be one chain of fifty thousand.
struct FeedCircles {
    /// The supervisors of each agent.
    private let above: [String: [String]]

    init(_ above: [String: [String]]) {
        self.above = above
    }

    /// Each circle of two agents or more, by the first of them.
    func all() -> [Set<String>] {
        var below: [String: [String]] = [:]
        for (agent, supervisors) in above.sorted(by: { $0.key < $1.key }) {
            for supervisor in supervisors { below[supervisor, default: []].append(agent) }
        }
        var circles: [Set<String>] = []
        var seen: Set<String> = []
        for agent in finished().reversed() where !seen.contains(agent) {
            let group = Self.reached(from: agent, along: below, beside: &seen)
            if group.count > 1 { circles.append(group) }
        }
        return circles.sorted { ($0.min() ?? "") < ($1.min() ?? "") }
    }

    /// Agents in the order in which all above them had been seen.
    private func finished() -> [String] {
        var order: [String] = []
        var seen: Set<String> = []
        for start in above.keys.sorted() where seen.insert(start).inserted {
            var path = [(agent: start, next: 0)]
            while let last = path.last {
                let supervisors = above[last.agent] ?? []
                guard last.next < supervisors.count else {
                    order.append(last.agent)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let supervisor = supervisors[last.next]
                if seen.insert(supervisor).inserted { path.append((supervisor, 0)) }
            }
        }
        return order
    }

    private static func reached(
        from start: String,
        along links: [String: [String]],
        beside seen: inout Set<String>
    ) -> Set<String> {
        var group: Set<String> = [start]
        seen.insert(start)
        var open = [start]
        while let agent = open.popLast() {
            for other in links[agent] ?? [] where seen.insert(other).inserted {
                group.insert(other)
                open.append(other)
            }
        }
        return group
    }
}
