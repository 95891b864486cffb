package import Audit
package import Policy
package import Store

/// The acts on credentials; each is one audited step of `CredentialState.step(after:)`, with its news.
package enum CredentialStore {
    /// Suspends an active or issued credential at once; a link that was issued dies with it.
    package static func suspend(
        _ number: String,
        because reason: String,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        try act(.suspend, on: number, because: reason, by: actor, at: now, in: transaction)
        try ActivationStore.replaceLink(of: number, at: now, in: transaction)
        try FactorResetStore.withdraw(of: number, by: actor, at: now, in: transaction)
        try CoverStore.endAll(of: number, by: actor, at: now, in: transaction)
        try AgentStore.noteAct(.suspended, of: number, at: now, in: transaction)
    }

    /// Resumes a credential that was suspended by `suspend`; what a position suspends, the feed resumes.
    ///
    /// One that was never activated goes back to where a link is issued.
    package static func resume(
        _ number: String,
        because reason: String,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let wasUsed = try ActivationStore.wasUsed(by: number, in: transaction)
        try act(wasUsed ? .resume : .resumeUnused, on: number, because: reason, by: actor, at: now, in: transaction)
        try AgentStore.noteAct(.resumed, of: number, at: now, in: transaction)
    }

    /// Closes a credential for good: nothing of it lives on (S-31).
    package static func close(
        _ number: String,
        because reason: String,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        try act(.close, on: number, because: reason, by: actor, at: now, in: transaction)
        try ActivationStore.replaceLink(of: number, at: now, in: transaction)
        try GrantStore.endAll(of: number, by: actor, at: now, in: transaction)
        try GrantRequestStore.forget(number, in: transaction)
        try ContactChangeStore.forget(number, in: transaction)
        try FactorResetStore.withdraw(of: number, by: actor, at: now, in: transaction)
        try CoverStore.endAll(of: number, by: actor, at: now, in: transaction)
        try AgentStore.noteAct(.closed, of: number, at: now, in: transaction)
    }

    /// Begins a closed credential anew, with a dossier under a new reference once the feed is taken in: of the old one nothing
    /// was left (S-31) but the number and the identifier, which are the person's for life.
    static func rehire(_ number: String, by actor: AuditActor, at now: Instant, in transaction: Transaction) throws {
        _ = try move(.rehire, of: number, by: actor, at: now, detail: .none, in: transaction)
        try DossierStore.forget(number, in: transaction)
    }

    private static func act(
        _ act: CredentialAct,
        on number: String,
        because reason: String,
        by actor: AuditActor,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        guard reason.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw CredentialRefusal.reasonMissing
        }
        try step(act, of: number, by: actor, at: now, detail: AuditDetail(["reason": reason]), in: transaction)
    }

    /// Makes one step and its audit entry; throws when it leads nowhere.
    static func step(
        _ act: CredentialAct,
        of number: String,
        by actor: AuditActor,
        at now: Instant,
        detail: AuditDetail,
        in transaction: Transaction
    ) throws {
        let after = try move(act, of: number, by: actor, at: now, detail: detail, in: transaction)
        try DossierStore.note(act, of: number, to: after, by: actor, at: now, in: transaction)
    }

    /// The state that an act leads to, written with its audit entry; throws when it leads nowhere.
    private static func move(
        _ act: CredentialAct,
        of number: String,
        by actor: AuditActor,
        at now: Instant,
        detail: AuditDetail,
        in transaction: Transaction
    ) throws -> CredentialState {
        guard let agent = try AgentStore.agent(number, in: transaction) else { throw CredentialRefusal.unknown(number) }
        let before = agent.credential.step
        guard let after = before.step(after: act) else { throw CredentialRefusal.step(act, from: before) }
        if after != before { try AgentStore.set(after, of: number, at: now, in: transaction) }
        let entry = AuditEntry(
            who: actor,
            subject: number,
            act: "credential.\(act.rawValue)",
            object: "\(before.rawValue) → \(after.rawValue)",
            at: now.seconds,
            detail: detail
        )
        try AuditLog.record(entry, in: transaction)
        return after
    }
}
