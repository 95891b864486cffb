import Audit
package import City
package import People
package import Policy
package import Store
import Web

/// Opens a dossier by its reference and the birth date, without credentials; every guess is counted before it is judged.
package struct DossierDoor: Sendable {
    private let database: any Database
    private let keys: KeyFile
    private let names: ThrottleNames

    /// The dossiers of one database.
    package init(_ database: any Database, keys: KeyFile) {
        self.database = database
        self.keys = keys
        names = ThrottleNames(keys: keys)
    }

    /// Whose dossier it is. Counted under the reference and under the source (S-22); wrong reference and wrong date cost the
    /// same statements (S-21).
    package func open(
        _ reference: DossierReference,
        born date: CalendarDate,
        from visitor: SignInVisitor
    ) async throws -> Result<String, DossierRefusal> {
        let subjects = names.subjects(
            of: "dossier:\(reference.characters)",
            known: nil,
            peer: visitor.connection.peer,
            channel: visitor.connection.channel
        )
        return try await database.write { [keys] transaction in
            let admission = try ThrottleStore.admit(subjects, at: visitor.now, in: transaction)
            if let refusal = DossierRefusal(admission) { return .failure(refusal) }
            guard let agent = try DossierStore.find(reference, born: date, keys: keys, in: transaction) else {
                return .failure(.notFound)
            }
            try ThrottleStore.forgive(subjects, in: transaction)
            try AuditLog.record(Self.entry(agent, visitor), in: transaction)
            return .success(agent)
        }
    }

    /// How far an agent's dossier is; nil when there is none, or the credential is closed.
    package func progress(of agent: String, in city: City, at now: Instant) async throws -> DossierProgress? {
        try await database.read { reading in
            guard let held = try AgentStore.agent(agent, in: reading),
                let dossier = try DossierStore.dossier(of: agent, in: reading)
            else { return nil }
            var progress = DossierProgress(held, dossier, in: city, on: city.day(of: now))
            progress.isEntrusted = try ActivationCodeStore.entrusted(of: agent, at: now, in: reading) != nil
            return progress.state == .closed ? nil : progress
        }
    }

    /// Nobody proved who they are: the program notes that the dossier was opened, and from where.
    private static func entry(_ agent: String, _ visitor: SignInVisitor) -> AuditEntry {
        AuditEntry(
            who: .program,
            subject: agent,
            act: "dossier.followed",
            at: visitor.now.seconds,
            origin: AuditOrigin(channel: visitor.connection.channel.rawValue, address: visitor.connection.peer),
            reference: visitor.reference
        )
    }
}
