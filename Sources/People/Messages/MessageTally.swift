import City

/// Messages that are to leave together, counted before any of them is kept.
package struct MessageTally: Sendable {
    private var counts: [String: Int] = [:]

    /// None so far.
    package init() {}

    /// Counts one more.
    package mutating func add(_ person: Message.Person) {
        for (subject, _) in MessageStore.subjects(of: person, .usual) { counts[subject, default: 0] += 1 }
    }

    func count(of subject: String) -> Int { counts[subject] ?? 0 }
}
