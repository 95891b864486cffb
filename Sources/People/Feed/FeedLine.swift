package import Policy
package import Web

/// One good line of a feed: a person and one of the person's assignments.
package struct FeedLine: Hashable, Sendable {
    /// The line of the file, the header being line 1.
    package let line: Int
    package let person: FeedPerson
    package let assignment: FeedAssignment
}

/// The person of a line.
package struct FeedPerson: Hashable, Sendable {
    package let number: String
    package let names: AgentNames
    package let birthDate: CalendarDate?
    package let mail: String?
    package let phone: PhoneNumber?
    package let language: Language
}

/// The assignment of a line, in the city file's own keys.
package struct FeedAssignment: Hashable, Sendable {
    package let department: String
    package let unit: String?
    /// The function as written on the feed.
    package let function: String?
    /// The supervisor's employee number.
    package var supervisor: String?
    package let position: Position
    package let from: CalendarDate
    /// The last day; nil while none is known.
    package let until: CalendarDate?
}

/// The two names of D-100 and the first names.
package struct AgentNames: Hashable, Sendable {
    /// The birth name (nom de naissance); empty for a person whose only name is the first.
    package let birth: String
    /// The usage name (nom d'usage), when one is given.
    package let usage: String?
    /// All first names as given; empty for a person of one name.
    package let first: String

    /// Names as a feed gives them; an empty usage name counts as none.
    package init(birth: String, usage: String?, first: String) {
        self.birth = birth
        self.usage = usage?.isEmpty == true ? nil : usage
        self.first = first
    }

    /// The last name on screens: the usage name when given (D-100).
    package var last: String { usage ?? birth }

    /// First and last name, as held.
    package var full: String {
        [first, last].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The same, as shown on screens: what a feed only gives in capitals is set as everyday papers write it (D-105).
    package var shown: AgentNames {
        AgentNames(birth: ShownName.of(birth), usage: usage.map(ShownName.of), first: ShownName.of(first))
    }
}
