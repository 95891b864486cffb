import Audit
import City
package import Policy
package import Store
package import Web

/// Declares by hand those whom the feed does not know, and merges them once it does (DO-13 to DO-22); and
/// closes the second number of somebody (DU-1 to DU-4).
package struct DeclarationDesk: Sendable {
    private let officer: DeskOfficer
    private let keys: KeyFile

    /// The acts of one officer; references of dossiers are kept under `keys`.
    package init(_ officer: DeskOfficer, keys: KeyFile) {
        self.officer = officer
        self.keys = keys
    }

    /// What a declaration led to.
    package enum Outcome: Sendable {
        /// Declared, under a number.
        case declared(String)
        case mistaken([FieldMistake])
    }

    /// Declares somebody in a department that the officer holds, with the dossier and the audit entry, or says what is wrong.
    package func declare(_ declaration: Declaration, at now: Instant, in transaction: Transaction) throws -> Outcome {
        let own = try DeskStore.departments(officer.scope, in: transaction)
        var reader = DeclarationReader(declaration, in: officer.city, own, on: officer.scope.today)
        let typed = reader.number()
        if let typed, try ProvisionalStore.isTaken(typed, in: transaction) { reader.note("number", .numberTaken) }
        let sponsorship = try sponsorship(&reader, in: transaction)
        let supervisor = declaration["supervisor"]
        if !supervisor.isEmpty, try !isColleague(supervisor, in: transaction) { reader.note("supervisor", .colleague) }
        let number = try typed ?? freeNumber(in: transaction)
        let assignment = reader.assignment()
        let person = reader.person(number)
        if let person, !declaration.isAnother, let known = try likely(person, in: transaction).first {
            reader.note("another", .known, ["name": known.names.full, "number": known.number])
        }
        guard reader.mistakes.isEmpty, let person, let assignment else { return .mistaken(reader.mistakes) }
        try ProvisionalStore.add(
            person,
            assignment,
            as: declaration.kind,
            sponsorship,
            by: officer.actor,
            at: now,
            in: transaction
        )
        try DossierStore.openMissing(by: officer.actor, keys: keys, at: now, in: transaction)
        try note("agent.declared", number, declaration, assignment, at: now, in: transaction)
        return .declared(number)
    }

    /// Those in scope whom the feed knows and who are likely the same person: same birth date, names that agree. Nobody for
    /// external people; of two numbers of the feed neither is closed. `provisional` is how the agent was declared.
    package func twins(of agent: Agent, _ provisional: Provisional?, in reading: Reading) throws -> [Agent] {
        guard provisional?.kind != .external, provisional?.isMerged != true, let born = agent.birthDate else {
            return []
        }
        let isDeclared = provisional?.isOffFeed == true
        guard isDeclared || agent.credential.step != .closed else { return [] }
        return try ProvisionalStore.bornOnFeed(born, besides: agent.number, officer.scope, in: reading).filter {
            $0.names.agree(with: agent.names) && (isDeclared || $0.credential.step != .closed)
        }
    }

    /// Merges one number of somebody into another under which the feed knows them: its access is closed. Nothing is left of
    /// what was declared by hand; a number of the feed keeps its lines, and none of them opens it anew. Returns false for
    /// whoever is not in scope.
    package func merge(_ number: String, into twin: String, at now: Instant, in transaction: Transaction) throws -> Bool
    {
        guard let progress = try officer.person(number, in: transaction) else { return false }
        let provisional = try ProvisionalStore.provisional(number, in: transaction)
        guard try twins(of: progress.agent, provisional, in: transaction).contains(where: { $0.number == twin }),
            let kept = try officer.person(twin, in: transaction)
        else { throw DeskRefusal.noTwin }
        for side in [progress, kept] {
            let refusal = try officer.refusal(of: .close, on: side, in: transaction)
            if let refusal, refusal.isOfPerson { throw refusal }
        }
        if progress.agent.credential.step != .closed {
            let reason = "merged into \(twin)"
            try CredentialStore.close(number, because: reason, by: officer.actor, at: now, in: transaction)
        }
        if provisional?.isOffFeed == true {
            try ProvisionalStore.clear(number, into: twin, on: officer.scope.today, in: transaction)
            try ProvisionalStore.merge(number, into: twin, at: now, in: transaction)
        } else {
            try ProvisionalStore.close(number, asSecondOf: twin, at: now, in: transaction)
        }
        for (subject, object) in [(number, twin), (twin, number)] {
            try AuditLog.record(
                AuditEntry(who: officer.actor, subject: subject, act: "agent.merged", object: object, at: now.seconds),
                in: transaction
            )
            try AgentStore.note(.changed, of: subject, at: now, in: transaction)
        }
        return true
    }

    private func likely(_ person: FeedPerson, in reading: Reading) throws -> [Agent] {
        guard let born = person.birthDate else { return [] }
        return try ProvisionalStore.born(born, besides: person.number, officer.scope, in: reading)
            .filter { $0.names.agree(with: person.names) }
    }

    private func sponsorship(_ reader: inout DeclarationReader, in reading: Reading) throws -> Provisional.Sponsorship?
    {
        guard reader.declaration.kind == .external else { return nil }
        let (sponsor, company) = (reader.declaration["sponsor"], reader.declaration["company"])
        if try sponsor.isEmpty || !isColleague(sponsor, in: reading) { reader.note("sponsor", .colleague) }
        if company.isEmpty { reader.note("company", .company) }
        return Provisional.Sponsorship(sponsor: sponsor, company: company)
    }

    /// Whether a number is that of somebody in scope who works here and was not declared by hand.
    private func isColleague(_ number: String, in reading: Reading) throws -> Bool {
        guard let progress = try officer.person(number, in: reading),
            try ProvisionalStore.provisional(number, in: reading).map({ $0.mergedInto == number }) ?? true
        else { return false }
        return ![.left, .closed].contains(progress.state)
    }

    private func freeNumber(in reading: Reading) throws -> String {
        while true {
            let number = ProvisionalNumber.random().text
            if try AgentStore.agent(number, in: reading) == nil { return number }
        }
    }

    private func note(
        _ act: String,
        _ number: String,
        _ declaration: Declaration,
        _ assignment: FeedAssignment,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let detail = [
            "kind": declaration.kind.rawValue, "from": assignment.from.description,
            "until": assignment.until?.description ?? "",
        ]
        let entry = AuditEntry(
            who: officer.actor,
            subject: number,
            act: act,
            object: assignment.department,
            at: now.seconds,
            detail: AuditDetail(detail)
        )
        try AuditLog.record(entry, in: transaction)
    }
}
