/// An employer: a body with its SIRET.
package struct Employer: Hashable, Sendable {
    package let key: String
    package let name: String
    /// Fourteen digits.
    package let siret: String

    package init(key: String, name: String, siret: String) {
        self.key = key
        self.name = name
        self.siret = siret
    }
}

/// An office or a person whom agents ask.
package struct Contact: Hashable, Sendable {
    package let id: String
    package let name: String
    package let office: String?
    package let phone: String?
    package let hours: String?
    package let mail: String?

    package init(id: String, name: String, office: String?, phone: String?, hours: String?, mail: String?) {
        self.id = id
        self.name = name
        self.office = office
        self.phone = phone
        self.hours = hours
        self.mail = mail
    }
}
