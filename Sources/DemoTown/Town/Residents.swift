import Audit
import City
import Foundation
import People
package import Policy
package import Portal
import SignIn
import Store
import Web

/// The town's people once they live there: taken in by the feed, their proofs given as any agent gives them.
package struct Residents: Sendable {
    /// One named person as programs are told of them (DESIGN.md, "demo for programs").
    package struct Resident: Encodable, Sendable {
        package let name: String
        package let identifier: String
        package let employeeNumber: String
        package let password: String?
        package let totpSecret: String?
        package let phone: String?
        package let department: String
        package let desks: [String]
        package let state: String

        private enum CodingKeys: String, CodingKey {
            case name, identifier, password, phone, department, desks, state
            case employeeNumber = "employee_number"
            case totpSecret = "totp_secret"
        }

        /// Every key is there, `null` where there is nothing: programs read them without asking.
        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            try container.encode(identifier, forKey: .identifier)
            try container.encode(employeeNumber, forKey: .employeeNumber)
            try container.encode(password, forKey: .password)
            try container.encode(totpSecret, forKey: .totpSecret)
            try container.encode(phone, forKey: .phone)
            try container.encode(department, forKey: .department)
            try container.encode(desks, forKey: .desks)
            try container.encode(state, forKey: .state)
        }
    }

    private let installation: Installation

    /// The people of this installation.
    package init(_ installation: Installation) { self.installation = installation }

    /// Takes the feed in and gives the named people their proofs; a second start changes nothing.
    package func settle(_ files: TownFiles, now: Instant) async throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: files.people))
        _ = try await PeopleImport(into: installation.database, of: installation.city, keys: installation.keys).run(
            Array(bytes),
            named: "people.csv",
            mode: .force,
            by: .program,
            at: now
        )
        for person in TownPerson.all {
            guard let password = person.password else { continue }
            let number = person.number
            let known = try await installation.database.read { try PasswordStore.password(of: number, in: $0) }
            guard known == nil, let hash = PasswordHash.make(of: password) else { continue }
            let charter = installation.city.signIn.charter?.version
            try await installation.database.write { [keys = installation.keys] transaction in
                if let charter { try CharterStore.accept(charter, by: number, at: now, in: transaction) }
                let link = try ActivationStore.issue(for: number, by: .program, at: now, in: transaction)
                _ = try ActivationStore.redeem(link.token, at: now, in: transaction)
                try PasswordStore.set(hash, of: number, at: now, in: transaction)
                guard case .passwordAndAuthenticator = person.proofs else { return }
                try AuthenticatorStore.enrol(.random(), of: number, step: 0, keys: keys, at: now, in: transaction)
            }
        }
        try await TownAnnouncement.publish(in: installation, now: now)
    }

    /// The named people as they are now.
    package func named(now: Instant) async throws -> [Resident] {
        let (city, keys) = (installation.city, installation.keys)
        return try await installation.database.read { reading in
            try TownPerson.all.compactMap { person in
                guard let agent = try AgentStore.agent(person.number, in: reading) else { return nil }
                let authenticator = try AuthenticatorStore.authenticator(of: person.number, keys: keys, in: reading)
                let day = city.day(of: now)
                return Resident(
                    name: agent.names.full,
                    identifier: agent.identifier.text,
                    employeeNumber: agent.number,
                    password: person.password,
                    totpSecret: authenticator?.typedSecret.filter { $0 != " " },
                    phone: agent.reach.phone?.e164,
                    department: agent.nearestAssignments(on: day).first?.department ?? "",
                    desks: try AgentStore.desks(of: agent, on: day, in: reading).map(\.rawValue).sorted(),
                    state: agent.state(on: day).rawValue
                )
            }
        }
    }
}
