package import Audit
package import City
package import Policy
package import Store
package import Web

/// The acts of one IT contact, each judged again in the transaction that does it.
///
/// A write into the directory stands between two transactions: the first keeps that it begins, so that there is none without
/// an entry (S-37); the second keeps what came of it and makes the step. Whatever ends in between leaves a profile that the
/// next look finds, and a step that is then made from what was found.
package struct ITContact: Sendable {
    package let scope: DeskScope
    package let city: City
    private let actor: AuditActor

    /// An IT contact on a day of the city's calendar.
    package init(_ number: String, in city: City, at now: Instant) {
        scope = DeskScope(officer: number, in: city, on: city.day(of: now), desk: .it)
        self.city = city
        actor = .agent(number)
    }

    /// The dossier of somebody in scope; nil for whoever is not.
    package func person(_ number: String, in reading: Reading) throws -> DossierProgress? {
        try DeskStore.person(number, scope, in: city, from: reading)
    }

    /// Opens a person's page: who looked is in the log (promise 8); nil for whoever is not in scope.
    package func open(_ number: String, at now: Instant, in transaction: Transaction) throws -> DossierProgress? {
        guard let progress = try person(number, in: transaction) else { return nil }
        try note("profile.viewed", number, at: now, in: transaction)
        return progress
    }

    /// Why nothing is done to the profile of somebody in scope; nil when something may be (S-29).
    package func refusal(on progress: DossierProgress, in reading: Reading) throws -> ITDeskRefusal? {
        let agent = progress.agent
        if agent.number == scope.officer { return .ownProfile }
        if try AgentStore.desks(of: agent, on: scope.today, in: reading).contains(.security) { return .stronger }
        return progress.state == .left || progress.state == .closed ? .gone : nil
    }

    /// What the feed says of a person against what the directory has; nil where the city has no directory.
    package func comparison(_ progress: DossierProgress, with entry: DirectoryEntry?) -> DirectoryComparison? {
        city.directory.map { directory in
            DirectoryComparison(DirectoryPerson(progress.agent, in: city, on: scope.today), entry, in: directory)
        }
    }

    /// Keeps that a plan is about to be written; false for whoever is not in scope.
    package func begin(_ plan: DirectoryPlan, at now: Instant, in transaction: Transaction) throws -> Bool {
        guard let progress = try person(plan.number, in: transaction) else { return false }
        if let refusal = try refusal(on: progress, in: transaction) { throw refusal }
        try note("profile.write-begun", plan.number, plan.detail(), at: now, in: transaction)
        return true
    }

    /// Keeps that a plan was not written, or that nobody knows, and why.
    package func fail(_ plan: DirectoryPlan, for fault: DirectoryFault, at now: Instant, in transaction: Transaction)
        throws
    {
        try note("profile.write-failed", plan.number, plan.detail(fault), at: now, in: transaction)
    }

    /// Keeps that a plan was written, and makes the step that waits for it.
    package func finish(_ plan: DirectoryPlan, at now: Instant, in transaction: Transaction) throws {
        let act = plan.kind == .creation ? "profile.created" : "profile.mended"
        try note(act, plan.number, plan.detail(), at: now, in: transaction)
        let agent = try AgentStore.agent(plan.number, in: transaction)
        guard agent?.credential.step == .declared else { return }
        try step(plan.number, from: plan.name, at: now, in: transaction)
    }

    /// Makes the step from a profile that was found; false for whoever is not in scope. Throws `it.step` when it does not wait.
    package func found(_ entry: DirectoryEntry, of number: String, at now: Instant, in transaction: Transaction) throws
        -> Bool
    {
        guard let progress = try person(number, in: transaction) else { return false }
        if let refusal = try refusal(on: progress, in: transaction) { throw refusal }
        guard progress.agent.credential.step == .declared else { throw ITDeskRefusal.step }
        try step(number, from: entry.name, at: now, in: transaction)
        return true
    }

    /// The log's entry behind a reference that one of the own people saw, kept with the look; nil for a foreign person's and
    /// for none at all, by the same statements (S-28).
    package func trace(_ reference: Reference, at now: Instant, in transaction: Transaction) throws
        -> (AuditRecord, DossierProgress)?
    {
        let record = try AuditLog.entry(reference: reference, in: transaction)
        var number = ""
        if let entry = record?.entry, Self.traced.contains(entry.act), case .agent(let agent) = entry.who {
            number = agent
        }
        guard let progress = try person(number, in: transaction), let record else { return nil }
        let entry = AuditEntry(
            who: actor,
            subject: number,
            act: "trace.viewed",
            object: reference.description,
            at: now.seconds
        )
        try AuditLog.record(entry, in: transaction)
        return (record, progress)
    }

    /// The acts whose entries say why an app did not open, or what a check of readiness found.
    private static let traced: Set<String> = ["access.refused", "app.refused", "ready.checked"]

    private func step(_ number: String, from name: String, at now: Instant, in transaction: Transaction) throws {
        let detail = AuditDetail(["profile": name])
        try CredentialStore.step(.createProfile, of: number, by: actor, at: now, detail: detail, in: transaction)
    }

    private func note(
        _ act: String,
        _ number: String,
        _ detail: AuditDetail = .none,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let entry = AuditEntry(who: actor, subject: number, act: act, at: now.seconds, detail: detail)
        try AuditLog.record(entry, in: transaction)
    }
}

extension DirectoryPlan {
    /// What the log keeps of it: where, which attributes, and why not; no value, which is the person's own.
    fileprivate func detail(_ fault: DirectoryFault? = nil) -> AuditDetail {
        var detail = ["profile": name, "attributes": changes.map(\.attribute).joined(separator: ",")]
        detail["fault"] = fault?.words
        return AuditDetail(detail)
    }
}
