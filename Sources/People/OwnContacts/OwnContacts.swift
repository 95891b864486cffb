import Store

/// What agents set themselves, beside what the feed said then: the feed's next different word takes its place.
package struct OwnContacts: Sendable {
    private struct Key: Hashable {
        let agent: String
        let kind: ContactKind
    }

    private var feedValues: [Key: String?] = [:]

    /// None.
    package init() {}

    /// All of them.
    init(in reading: Reading) throws {
        for row in try reading.query("SELECT agent, kind, feed_value FROM own_contact") {
            let feedValue: String? = try row["feed_value"]
            feedValues.updateValue(feedValue, forKey: Key(agent: try row["agent"], kind: try row["kind"]))
        }
    }

    /// Whether the agent's own value stays: the feed says what it said when that was set, or nothing.
    func stays(_ kind: ContactKind, of agent: String, feed: String?) -> Bool {
        guard let known = feedValues[Key(agent: agent, kind: kind)] else { return false }
        return feed == nil || feed == known
    }
}
