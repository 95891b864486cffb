/// An agent's administrative position (DOMAIN D-80 to D-92), as a feed line states it.
package enum Position: String, CaseIterable, Sendable, Codable {
    case trainee
    case tenured
    case contract
    case hourly
    case lent
    case secondedOut = "seconded-out"
    case secondedIn = "seconded-in"
    case availability
    case parentalLeave = "parental-leave"
    case longSickLeave = "long-sick-leave"
    case suspended
    case excluded
    case retired
    case struckOff = "struck-off"
    case deceased
}

/// Whom an agent asks about one assignment.
package struct Contacts: Hashable, Sendable, Codable {
    /// Contact id of the HR office in the city file.
    package var hrOffice: String
    /// Contact id of the IT contact in the city file.
    package var itContact: String
    /// Employee number of the supervisor.
    package var supervisor: String?

    package init(hrOffice: String, itContact: String, supervisor: String? = nil) {
        self.hrOffice = hrOffice
        self.itContact = itContact
        self.supervisor = supervisor
    }
}

/// One assignment in force: where an agent works, as what, in which position.
package struct Assignment: Hashable, Sendable, Codable {
    package var department: String
    package var unit: String?
    package var function: String?
    /// The function as the feed writes it, for the eyes of people: no rule compares it.
    package var title: String?
    package var position: Position
    package var contacts: Contacts

    package init(
        department: String,
        unit: String? = nil,
        function: String? = nil,
        position: Position,
        contacts: Contacts
    ) {
        self.department = department
        self.unit = unit
        self.function = function
        self.position = position
        self.contacts = contacts
    }
}
