import City
import People
import Policy
import SignIn
package import Store
import Web

/// What the guide knows besides the city file: how long things took, and what callers say of a contact.
package actor GuideWords {
    /// Seconds for which the delays are not counted again.
    private static let memory: Int64 = 3_600

    private let database: any Database
    private let names: ThrottleNames
    private var delays: [String: DossierDelay] = [:]
    private var countedAt: Instant?

    /// The words of one installation.
    package init(_ database: any Database, keys: KeyFile) {
        self.database = database
        names = ThrottleNames(keys: keys)
    }

    /// The delays by department; counted once an hour, and not at all while the database is away.
    func delays(in city: City, at now: Instant) async -> [String: DossierDelay] {
        if let countedAt, (0..<Self.memory).contains(now.seconds(since: countedAt)) { return delays }
        countedAt = now
        if let counted = try? await database.read({ try DossierStore.delays(in: city, at: now, from: $0) }) {
            delays = counted
        }
        return delays
    }

    /// Counts a caller's word, unless that source has said enough about this contact for now (CT-5).
    func count(
        _ answer: ContactAnswer,
        of contact: String,
        in city: City,
        from visitor: SignInVisitor
    ) async throws {
        let subject = names.word(about: "contact:\(contact)", from: visitor.connection.peer)
        try await database.write { transaction in
            guard try ThrottleStore.admit([subject], at: visitor.now, in: transaction) == .open else { return }
            try ContactStore.count(answer, of: contact, on: city.day(of: visitor.now), in: transaction)
        }
    }
}
