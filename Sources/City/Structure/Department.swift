/// The form of identifier that a department prints on its letters; every form signs in everywhere.
package enum IdentifierForm: String, CaseIterable, Sendable {
    case number
    case firstLast = "first.last"
}

/// Who creates the accounts of a department.
package enum AccountCreation: String, CaseIterable, Sendable {
    /// The HR office of the structure issues them: the rule.
    case hr
    /// The agent creates one: the central town hall.
    case agent = "self"
}

/// A second proof that a department may give its agents.
package enum GivenFactor: String, CaseIterable, Sendable {
    /// The codes of an authenticator app.
    case app
    /// A code by SMS to the mobile on file or, where the city has voice calls, spoken to any phone on file.
    case sms
}

/// Which second proofs a department gives its agents.
package struct FactorRule: Hashable, Sendable {
    package let given: Set<GivenFactor>

    package static let app = FactorRule(given: [.app])
    package static let sms = FactorRule(given: [.sms])
    /// None: outside the office only what asks for no second proof opens.
    package static let none = FactorRule(given: [])

    package init(given: Set<GivenFactor>) { self.given = given }
}

/// How long sessions live.
package struct SessionLife: Hashable, Sendable {
    /// Seconds without activity after which a session goes to sleep.
    package let idleSeconds: Int
    /// Seconds after sign-in at which a session ends in any case.
    package let absoluteSeconds: Int

    package init(idleSeconds: Int, absoluteSeconds: Int) {
        self.idleSeconds = idleSeconds
        self.absoluteSeconds = absoluteSeconds
    }
}

/// What a department decided about its agents' credentials.
package struct CredentialChoice: Hashable, Sendable {
    package let identifier: IdentifierForm
    package let accounts: AccountCreation
    package let factor: FactorRule
    package let session: SessionLife

    package init(identifier: IdentifierForm, accounts: AccountCreation, factor: FactorRule, session: SessionLife) {
        self.identifier = identifier
        self.accounts = accounts
        self.factor = factor
        self.session = session
    }
}

/// A department (direction) of an employer.
package struct Department: Hashable, Sendable {
    package let key: String
    package let name: String
    package let acronym: String
    /// The employer's key.
    package let employer: String
    package let choice: CredentialChoice
    /// Contact id of the HR office.
    package let hrOffice: String
    /// Contact id of the IT contact.
    package let itContact: String
    package let units: DepartmentUnits

    package init(
        key: String,
        name: String,
        acronym: String,
        employer: String,
        choice: CredentialChoice,
        hrOffice: String,
        itContact: String,
        units: DepartmentUnits
    ) {
        self.key = key
        self.name = name
        self.acronym = acronym
        self.employer = employer
        self.choice = choice
        self.hrOffice = hrOffice
        self.itContact = itContact
        self.units = units
    }

    package var identifier: IdentifierForm { choice.identifier }
    package var accounts: AccountCreation { choice.accounts }
    package var factor: FactorRule { choice.factor }
    package var session: SessionLife { choice.session }
    package var isCentralTownHall: Bool { units.centralTownHall }
}

/// How a department is divided.
package struct DepartmentUnits: Hashable, Sendable {
    /// The units' names, or nil when the city file lists none and any is taken.
    package let names: [String]?
    /// True for a department of the central town hall (mairie centrale).
    package let centralTownHall: Bool

    package init(names: [String]?, centralTownHall: Bool) {
        self.names = names
        self.centralTownHall = centralTownHall
    }
}
