package import City

/// What the personnel feed says of a person, as a profile would say it.
package struct DirectoryPerson: Hashable, Sendable {
    /// The employee number.
    package let number: String
    /// Nothing for what the feed does not know.
    package let values: [DirectoryField: String]

    package init(number: String, values: [DirectoryField: String]) {
        self.number = number
        self.values = values.filter { !$0.value.isEmpty }
    }

    /// An agent on a day: names as screens show them (D-105), the phone in E.164, the department and unit that come first.
    package init(_ agent: Agent, in city: City, on today: CalendarDate) {
        let (names, assignment) = (agent.names.shown, agent.nearestAssignments(on: today).first)
        let values: [DirectoryField: String?] = [
            .number: agent.number,
            .identifier: agent.identifier.text,
            // Every profile has a last name (RFC 4519 §2.32): a person of one name bears that one.
            .lastName: names.last.isEmpty ? names.first : names.last,
            .firstName: names.first,
            .fullName: names.full,
            .mail: agent.reach.mail,
            .phone: agent.reach.phone?.e164,
            .department: assignment.map { city.departments[$0.department]?.acronym ?? $0.department },
            .unit: assignment?.unit,
        ]
        self.init(number: agent.number, values: values.compactMapValues { $0 })
    }
}
