package import Policy
package import Web

/// A person employed: who they are, how to reach them, where they work and how far their credential has come.
package struct Agent: Hashable, Sendable {
    /// The employee number: digits, kept for life, never given again (D-110); a provisional one while the feed knows none.
    package let number: String
    /// What they type to sign in, besides the number.
    package let identifier: Identifier
    package let names: AgentNames
    package let birthDate: CalendarDate?
    package let reach: AgentReach
    package let credential: Credential
    /// All assignments, past and future ones too, by first day.
    package let assignments: [DatedAssignment]
}

/// How an agent is reached.
package struct AgentReach: Hashable, Sendable {
    /// The mail address, in lower case.
    package let mail: String?
    package let phone: PhoneNumber?
    package let language: Language
}

/// The step of a credential that acts have reached; what the positions make of it on a day is `Agent.state(on:)`.
package struct Credential: Hashable, Sendable {
    package let step: CredentialState
    package let since: Instant
}

/// An assignment with its days; both the first and the last belong to it.
package struct DatedAssignment: Hashable, Sendable {
    package let id: Int64
    /// The department's key in the city file.
    package let department: String
    package let unit: String?
    /// The function as the feed writes it; rules compare its folded form.
    package let function: String?
    package let supervisor: String?
    package let position: Position
    package let from: CalendarDate
    package let until: CalendarDate?

    /// Whether the day lies between first and last day.
    package func isInForce(on day: CalendarDate) -> Bool {
        from <= day && !hasEnded(by: day)
    }

    /// Whether the last day is over.
    package func hasEnded(by day: CalendarDate) -> Bool {
        until.map { $0 < day } ?? false
    }
}

extension Agent {
    /// The name as pages write it.
    package var callerName: CallerName {
        let shown = names.shown
        let first = shown.first.isEmpty ? shown.last : shown.first
        let initial = shown.first.isEmpty ? "" : String(shown.last.prefix(1))
        return CallerName(full: shown.full, first: first, initial: initial)
    }

    /// The assignments in force on a day.
    package func assignments(on day: CalendarDate) -> [DatedAssignment] {
        assignments.filter { $0.isInForce(on: day) }
    }

    /// The assignments that say who this agent belongs to on a day: those in force that serve, else those in force, else
    /// the ones that ended last, else the ones that begin first. Only the first kind comes with a credential that is active.
    package func nearestAssignments(on day: CalendarDate) -> [DatedAssignment] {
        let current = assignments(on: day)
        let serving = current.filter { $0.position.serves }
        if !serving.isEmpty { return serving }
        if !current.isEmpty { return current }
        let past = assignments.filter { $0.hasEnded(by: day) }
        if let last = past.compactMap(\.until).max() { return past.filter { $0.until == last } }
        let first = assignments.map(\.from).min()
        return assignments.filter { $0.from == first }
    }
}
