package import City
import Crypto
package import Policy
import Store
import Web

/// How far a contact of the city file can be relied on: when its holder confirmed it, and whether somebody answers.
package struct ContactStanding: Sendable {
    /// Days after which a confirmation is due again, and over which answers count: a quarter.
    package static let quarter = 92

    package let contact: Contact
    /// When these very details were confirmed; nil when they never were.
    package let confirmedAt: Instant?
    /// Callers of the last quarter to whom somebody answered, and those to whom nobody did.
    package let answers: (yes: Int, no: Int)

    package init(_ contact: Contact, confirmedAt: Instant?, answers: (yes: Int, no: Int)) {
        (self.contact, self.confirmedAt, self.answers) = (contact, confirmedAt, answers)
    }

    /// Whether the holder is asked to confirm.
    package func isDue(at now: Instant) -> Bool {
        confirmedAt.map { now.seconds(since: $0) > Int64(Self.quarter) * 86_400 } ?? true
    }

    /// Whether callers find nobody there.
    package var isSilent: Bool { answers.no >= 3 && answers.no > answers.yes }
}

extension Contact {
    /// The digest of the details that a holder confirms.
    var details: [UInt8] {
        Array(SHA256.hash(data: Fields.encode([name, office ?? "", phone ?? "", hours ?? "", mail ?? ""])))
    }
}

extension City {
    /// The contacts that somebody holds who has the function of a desk in these departments, by name.
    func offices(of desk: Desk, in departments: Set<String>) -> [Contact] {
        let named = self.departments.values.filter { departments.contains($0.key) }
        let ids = Set(named.map { desk == .hr ? $0.hrOffice : $0.itContact })
        return ids.compactMap { contacts[$0] }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }
}
