import Audit
package import Policy
package import Store
import Web

/// What one officer does about checks and resets, each judged again in the transaction that does it.
extension DeskOfficer {
    /// Begins a caller check about somebody in scope; nil for whoever is not.
    package func beginCheck(of number: String, keys: KeyFile, at now: Instant, in transaction: Transaction) throws
        -> CallerCheck?
    {
        guard try mayReset(number, in: transaction) != nil else { return nil }
        return try CallerCheckStore.begin(about: number, by: scope.officer, keys: keys, at: now, in: transaction)
    }

    /// Judges what the officer typed; nil for whoever is not in scope.
    package func answerCheck(
        of number: String,
        typed: String,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws -> CallerCheckStore.Judgement? {
        guard try person(number, in: transaction) != nil else { return nil }
        guard let check = try check(of: number, keys: keys, in: transaction) else { return .over }
        guard let digits = CallerCheck.typed(typed) else { throw ResetRefusal.digits }
        return try CallerCheckStore.judge(digits, of: check, at: now, in: transaction)
    }

    /// The officer's last check about an agent.
    package func check(of number: String, keys: KeyFile, in reading: Reading) throws -> CallerCheck? {
        try CallerCheckStore.newest(about: number, by: scope.officer, keys: keys, in: reading)
    }

    /// Opens a reset for somebody in scope; nil for whoever is not (RS-11).
    package func openReset(
        for number: String,
        because typed: String,
        identified: FactorReset.Identification?,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws -> FactorReset? {
        guard let progress = try mayReset(number, in: transaction) else { return nil }
        guard progress.agent.credential.step == .active else { throw ResetRefusal.needless }
        let reason = try Self.line(typed)
        guard let identified else { throw ResetRefusal.unidentified }
        if identified == .call {
            let check = try check(of: number, keys: keys, in: transaction)
            guard check?.isPassed(at: now) == true else { throw ResetRefusal.unchecked }
        }
        try FactorResetStore.open(
            for: number,
            by: scope.officer,
            because: reason,
            identified: identified,
            at: now,
            in: transaction
        )
        return try FactorResetStore.newest(of: number, in: transaction)
    }

    /// Takes back a reset that this officer opened; false for whoever is not in scope.
    package func withdrawReset(of number: String, at now: Instant, in transaction: Transaction) throws -> Bool {
        guard try person(number, in: transaction) != nil else { return false }
        guard let reset = try FactorResetStore.newest(of: number, in: transaction), reset.opened.by == scope.officer
        else { throw ResetRefusal.over }
        try FactorResetStore.move(reset, .withdraw, by: actor, at: now, in: transaction)
        return true
    }

    /// Somebody in scope about whom a check or a reset may be begun; nil for whoever is not in scope (S-29).
    private func mayReset(_ number: String, in reading: Reading) throws -> DossierProgress? {
        guard let progress = try person(number, in: reading) else { return nil }
        let refusal = try refusal(of: .issue, on: progress, in: reading)
        if let refusal, refusal.isOfPerson { throw refusal }
        return progress
    }

    /// A reason or an answer as it is kept.
    static func line(_ typed: String) throws(ResetRefusal) -> String {
        do { return try GrantRequest.line(typed) } catch { throw .words }
    }
}
