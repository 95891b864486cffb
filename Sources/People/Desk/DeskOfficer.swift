import Audit
package import City
package import Policy
package import Store
import Web

/// The acts of one officer, each judged again in the transaction that does it.
package struct DeskOfficer: Sendable {
    package let scope: DeskScope
    package let city: City
    let actor: AuditActor
    private let now: Instant

    /// An officer on a day of the city's calendar.
    package init(_ number: String, in city: City, at now: Instant) {
        scope = DeskScope(officer: number, on: city.day(of: now))
        self.city = city
        self.now = now
        actor = .agent(number)
    }

    /// Why an act on somebody in scope is refused; nil when it is not (S-29).
    package func refusal(of act: DeskAct, on progress: DossierProgress, in reading: Reading) throws -> DeskRefusal? {
        let agent = progress.agent
        if agent.number == scope.officer { return .ownFile }
        if try AgentStore.desks(of: agent, on: scope.today, in: reading).contains(.security) { return .stronger }
        if act == .issue, agent.credential.step == .active {
            return try FactorResetStore.isConfirmed(agent.number, at: now, in: reading) ? nil : .twoPeople
        }
        return DeskAct.possible(from: agent.credential.step).contains(act) ? nil : .step
    }

    /// Issues credentials for one person in scope; nil for whoever is not. The one place where the desk makes a link: the
    /// activation letter takes its place here.
    package func issue(for number: String, at now: Instant, in transaction: Transaction) throws -> ActivationLink? {
        guard let progress = try person(number, in: transaction) else { return nil }
        if let refusal = try refusal(of: .issue, on: progress, in: transaction) { throw refusal }
        return try ActivationStore.issue(for: number, by: actor, at: now, in: transaction)
    }

    /// Suspends, resumes or closes with a reason; false for whoever is not in scope.
    package func act(
        _ act: DeskAct,
        on number: String,
        because reason: String,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Bool {
        guard let progress = try person(number, in: transaction) else { return false }
        if let refusal = try refusal(of: act, on: progress, in: transaction) { throw refusal }
        guard reason.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw DeskRefusal.reasonMissing
        }
        switch act {
        case .issue: throw DeskRefusal.step
        case .suspend: try CredentialStore.suspend(number, because: reason, by: actor, at: now, in: transaction)
        case .resume: try CredentialStore.resume(number, because: reason, by: actor, at: now, in: transaction)
        case .close: try CredentialStore.close(number, because: reason, by: actor, at: now, in: transaction)
        }
        return true
    }

    /// The reference for the hiring letter of somebody in scope, with the audit entry that it was read; nil for whoever is not.
    package func reference(of number: String, keys: KeyFile, at now: Instant, in transaction: Transaction) throws
        -> DossierReference?
    {
        guard try person(number, in: transaction) != nil else { return nil }
        try note("dossier.reference-read", number, at: now, in: transaction)
        return try DossierStore.reference(of: number, keys: keys, in: transaction)
    }

    /// Opens a person's page: who looked is in the log (promise 8); nil for whoever is not in scope.
    package func open(_ number: String, at now: Instant, in transaction: Transaction) throws -> DossierProgress? {
        guard let progress = try person(number, in: transaction) else { return nil }
        try note("dossier.viewed", number, at: now, in: transaction)
        return progress
    }

    /// The dossier of somebody in scope.
    package func person(_ number: String, in reading: Reading) throws -> DossierProgress? {
        try DeskStore.person(number, scope, in: city, from: reading)
    }

    /// Every act that leads somewhere, with what stands against it.
    package func acts(on progress: DossierProgress, in reading: Reading) throws -> [DeskAct: DeskRefusal?] {
        var acts: [DeskAct: DeskRefusal?] = [:]
        for act in DeskAct.possible(from: progress.agent.credential.step) {
            acts.updateValue(try refusal(of: act, on: progress, in: reading), forKey: act)
        }
        if progress.agent.credential.step == .active, try refusal(of: .issue, on: progress, in: reading) == nil {
            acts.updateValue(nil, forKey: .issue)
        }
        return acts
    }

    /// The log keeps that a list left the house, and how long it was.
    package func noteExport(of rows: Int, at now: Instant, in transaction: Transaction) throws {
        let detail = AuditDetail(["rows": String(rows)])
        try AuditLog.record(
            AuditEntry(who: actor, act: "desk.exported", at: now.seconds, detail: detail),
            in: transaction
        )
    }

    private func note(_ act: String, _ number: String, at now: Instant, in transaction: Transaction) throws {
        try AuditLog.record(AuditEntry(who: actor, subject: number, act: act, at: now.seconds), in: transaction)
    }
}
