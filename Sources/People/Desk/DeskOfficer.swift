package import Audit
package import City
package import Policy
package import Store
import Web

/// The acts of one officer, each judged again in the transaction that does it.
package struct DeskOfficer: Sendable {
    package let scope: DeskScope
    package let city: City
    /// Who acts, for the log.
    package let actor: AuditActor
    private let now: Instant

    /// An officer on a day of the city's calendar.
    package init(_ number: String, in city: City, at now: Instant) {
        scope = DeskScope(officer: number, in: city, on: city.day(of: now))
        self.city = city
        self.now = now
        actor = .agent(number)
    }

    /// Why an act on somebody in scope is refused; nil when it is not (S-29).
    package func refusal(of act: DeskAct, on progress: DossierProgress, in reading: Reading) throws -> DeskRefusal? {
        let agent = progress.agent
        if agent.number == scope.officer { return .ownFile }
        let desks = try AgentStore.desks(of: agent, on: scope.today, in: reading)
        if desks.contains(.security) { return .stronger }
        if desks.contains(.hr), try CoverStore.covers(for: agent.number, scope, in: reading) { return .coveredFile }
        let isReset = act == .issue && agent.credential.step == .active
        if isReset, try !FactorResetStore.isConfirmed(agent.number, at: now, in: reading) { return .twoPeople }
        if act == .issue, progress.state == .left { return .step }
        if isReset { return nil }
        return DeskAct.possible(from: agent.credential.step).contains(act) ? nil : .step
    }

    /// What stands against a letter for each of those people, whole or in halves, by name; nil when one of them is not in
    /// scope. Halves are counted together: those beyond a budget are refused (S-23).
    package func judge(_ numbers: [String], at now: Instant, in reading: Reading) throws -> [LetterCandidate]? {
        guard let people = try DeskStore.people(numbers, scope, in: city, from: reading) else { return nil }
        var tally = MessageTally()
        return try people.map { progress in
            let refusal = try refusal(of: .issue, on: progress, in: reading)
            let half = try refusal == nil ? halfRefusal(progress, &tally, at: now, in: reading) : nil
            return LetterCandidate(progress: progress, refusal: refusal, halfRefusal: half)
        }
    }

    /// The first people of a list for whom a letter may be issued, at most so many.
    package func pickable(_ question: DeskQuestion, _ most: Int, in reading: Reading) throws -> [String] {
        var question = question
        question.page = 1
        let list = try DeskStore.list(question, scope, in: city, length: most, from: reading)
        return list.rows.map(\.agent).filter { DeskAct.possible(from: $0.credential.step).first == .issue }
            .map(\.number)
    }

    private func halfRefusal(
        _ progress: DossierProgress,
        _ tally: inout MessageTally,
        at now: Instant,
        in reading: Reading
    ) throws -> DeskRefusal? {
        guard let person = city.mobile(of: progress.agent, on: scope.today) else { return .noMobile }
        let budget = city.messages.budget
        guard try MessageStore.admission(person, budget, after: tally, at: now, in: reading) == .open else {
            return .messagesSpent
        }
        tally.add(person)
        return nil
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
