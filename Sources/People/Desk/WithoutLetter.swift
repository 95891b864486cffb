import Audit
import City
package import Policy
package import Store

/// How somebody far from the office comes by their access: without a letter, or by a head of site.
struct WithoutLetter {
    /// Whether the desk may issue it so.
    let mayBeIssued: Bool
    /// Until when what was issued so serves; nil where nothing was.
    let until: Instant?
    /// The head of site who has a letter to hand over; nil where none waits.
    let head: Agent?
}

/// Access for sites far from the office: no letter, but the hiring reference, the birth date and a code to the mobile on file.
extension DeskOfficer {
    /// Days for which it serves.
    package static let daysWithoutLetter = 14

    /// Why nothing is issued to somebody in scope without a letter; nil when it may be (NL-1).
    package func refusalWithoutLetter(on progress: DossierProgress, in reading: Reading) throws -> DeskRefusal? {
        try refusal(of: .issue, on: progress, in: reading) ?? obstacle(of: progress)
    }

    /// Issues access without a letter, with its own audit entry; false for whoever is not in scope.
    package func issueWithoutLetter(to number: String, keys: KeyFile, at now: Instant, in transaction: Transaction)
        throws -> Bool
    {
        guard let progress = try person(number, in: transaction) else { return false }
        if let refusal = try refusalWithoutLetter(on: progress, in: transaction) { throw refusal }
        try ActivationCodeStore.issue(
            .random(),
            for: number,
            by: actor,
            as: .reference,
            days: Self.daysWithoutLetter,
            keys: keys,
            at: now,
            in: transaction
        )
        let entry = AuditEntry(
            who: actor,
            subject: number,
            act: "credential.without-letter",
            at: now.seconds,
            detail: AuditDetail(["days": String(Self.daysWithoutLetter)])
        )
        try AuditLog.record(entry, in: transaction)
        return true
    }

    /// What the person's page says of it.
    func withoutLetter(_ progress: DossierProgress, at now: Instant, in reading: Reading) throws -> WithoutLetter {
        let number = progress.agent.number
        let entrusted = try ActivationCodeStore.entrusted(of: number, at: now, in: reading)
        return WithoutLetter(
            mayBeIssued: try refusalWithoutLetter(on: progress, in: reading) == nil,
            until: try ActivationCodeStore.withoutLetter(of: number, at: now, in: reading)?.until,
            head: try entrusted.flatMap { try AgentStore.agent($0.head, in: reading) }
        )
    }

    private func obstacle(of progress: DossierProgress) -> DeskRefusal? {
        if progress.agent.credential.step == .active { return .letterNeeded }
        if progress.agent.birthDate == nil { return .noBirthDate }
        return city.mobile(of: progress.agent, on: scope.today) == nil ? .noMobile : nil
    }
}
