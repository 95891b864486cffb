package import Policy

/// What a caller may look after besides their own file.
package enum Desk: String, CaseIterable, Sendable, Codable {
    case hr
    case supervisor
    case it
    case payroll
    case security
}

/// A caller's name as pages write it.
package struct CallerName: Hashable, Sendable {
    /// As everyday papers write it: `Claire Martin`.
    package let full: String
    /// The first name alone.
    package let first: String
    /// The first letter of the last name, all that a locked screen may show of it.
    package let initial: String

    package init(full: String, first: String, initial: String) {
        self.full = full
        self.first = first
        self.initial = initial
    }
}

/// Who is asking, as a page sees them; SignIn makes it from a session, every page receives it.
package struct Caller: Sendable {
    /// The employee number.
    package let agent: String
    package let name: CallerName
    /// The key of the department that serves this person first.
    package let department: String
    package let desks: Set<Desk>
    package let language: Language
    /// The channel of this very request, never of the session.
    package let channel: Channel
    package let assurance: Assurance
    package let device: Device

    package init(
        agent: String,
        name: CallerName,
        department: String,
        desks: Set<Desk>,
        language: Language,
        channel: Channel,
        assurance: Assurance,
        device: Device
    ) {
        self.agent = agent
        self.name = name
        self.department = department
        self.desks = desks
        self.language = language
        self.channel = channel
        self.assurance = assurance
        self.device = device
    }
}
