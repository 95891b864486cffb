/// What a feed would change, agent by agent; the same value is shown by a dry run and applied by a real one.
package struct FeedPlan: Sendable {
    package let added: [ArrivingAgent]
    package let changed: [ChangedAgent]
    package let ended: [EndedAgent]
    /// How many agents of the feed are in the store just so.
    package let unchanged: Int
    /// The lines set aside, in the order of the file.
    package let setAside: [SetAside]
    /// How many agents were there before the feed: with an assignment that goes on after today, or begins then.
    package let present: Int

    /// Throws when more than 5 % of the agents would end.
    package func refuseIfTooManyEnd() throws(FeedRefusal) {
        guard ended.count * 20 <= present else { throw .tooManyEnded(ended: ended.count, of: present) }
    }
}

/// An agent whom the store does not know yet.
package struct ArrivingAgent: Sendable {
    package let person: FeedPerson
    package let identifier: Identifier
    package let assignments: [FeedAssignment]
}

/// An agent of whom the feed says something else than the store.
package struct ChangedAgent: Sendable {
    package let number: String
    package let names: AgentNames
    /// What is kept of the person from now on; nil when the person is as before.
    let person: FeedPerson?
    /// The identifier after a change of name (D-104).
    package let identifier: Identifier?
    /// Whether the agent was declared by hand and is the feed's from now on.
    package let isMerged: Bool
    let assignments: AssignmentChanges
    /// Whether a closed credential begins anew with a new period of work.
    package let isRehired: Bool
    /// What changes, for the table and the log: fields and keys, without mail, phone or birth date.
    package let words: [String]
}

/// An agent whom the feed does not name: all that goes on ends today.
package struct EndedAgent: Sendable {
    package let number: String
    package let names: AgentNames
    let assignments: AssignmentChanges
}

/// What becomes of an agent's assignments.
struct AssignmentChanges: Sendable {
    var added: [FeedAssignment] = []
    var updated: [(id: Int64, to: FeedAssignment)] = []
    /// These end on that day: today, or the eve of what takes their place.
    var ended: [(id: Int64, on: CalendarDate)] = []
    /// These had not begun, or are replaced from their very first day.
    var removed: [Int64] = []
    /// Whether no department of today was one before: nothing given in the old ones stands (PE-22).
    var isTransfer = false

    var isEmpty: Bool { added.isEmpty && updated.isEmpty && ended.isEmpty && removed.isEmpty }
}
