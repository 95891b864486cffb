import City
import Foundation
package import People
package import Policy
import Store

/// What a person who follows an activation link has chosen so far: kept by the browser, sealed, until the code proves it.
package struct PendingActivation: Hashable, Sendable, Codable {
    /// The hash of the new password, in PHC form.
    let password: String
    /// The secret of the authenticator that is being added.
    let secret: [UInt8]
    /// When the password was chosen.
    let chosenAt: Instant
    /// Seconds in which the code is to be given.
    static let life: Int64 = 1_800

    /// The authenticator that is being added.
    package var authenticator: Authenticator { Authenticator(secret: secret) }
}

/// What a step of an activation led to.
package enum ActivationOutcome: Sendable {
    /// A no beside its field.
    case refused(SignInRefusal)
    /// The link does not serve.
    case gone(ActivationLinkState)
    /// The authenticator is to be added.
    case authenticator(PendingActivation)
    /// All is set, and the person is signed in.
    case entered(SignInEntry)
    /// All is set; another second proof than the authenticator is asked, as at any sign-in.
    case code(SignInAttempt, SessionHolder)
    /// All is set; the rules for use are to be accepted first.
    case charter(SignInAttempt, SessionHolder)
    /// All is set, but the credential opens nothing yet.
    case told(CredentialState, since: Instant, SessionHolder)
}

/// The activation of a credential by its link: password, then authenticator where the department gives one; nothing is
/// kept before the last step, and then all of it at once.
package struct Activation: Sendable {
    private let door: SignInDoor
    private let rule: PasswordRule
    private var parts: SignInParts { door.parts }

    /// Activations that lead to the same sessions as the way in.
    package init(door: SignInDoor, rule: PasswordRule) { (self.door, self.rule) = (door, rule) }

    /// Whom a link serves, and whether they will add an authenticator; nil when it serves nobody.
    package func person(of token: ActivationToken, at now: Instant) async throws -> SignInPerson? {
        try await parts.database.read { [parts] reading in
            guard case .live(let agent, _) = try ActivationStore.state(of: token, at: now, in: reading) else {
                return nil
            }
            return try parts.roll.person(agent, at: now, in: reading)
        }
    }

    /// Why a link serves nobody.
    package func state(of token: ActivationToken, at now: Instant) async throws -> ActivationLinkState {
        try await parts.database.read { try ActivationStore.state(of: token, at: now, in: $0) }
    }

    /// The first step: a new password.
    package func choose(_ password: String, by token: ActivationToken, from visitor: SignInVisitor) async throws
        -> ActivationOutcome
    {
        guard let person = try await person(of: token, at: visitor.now) else {
            return .gone(try await state(of: token, at: visitor.now))
        }
        let cost = parts.queue.cost
        let hash: PasswordHash?
        do {
            try rule.check(password, names: person.ownWords)
            hash = try await parts.queue.hash { PasswordHash.make(of: password, cost: cost) }
        } catch { return .refused(error) }
        guard let hash else { return .refused(.busy(seconds: 1)) }
        let pending = PendingActivation(
            password: hash.phc,
            secret: Authenticator.random().secret,
            chosenAt: visitor.now
        )
        if person.isGivenApp { return .authenticator(pending) }
        return try await finish(pending, step: nil, by: token, from: visitor)
    }

    /// The last step: a code of the authenticator that was just added.
    package func prove(
        _ code: String,
        of pending: PendingActivation,
        by token: ActivationToken,
        from visitor: SignInVisitor
    ) async throws -> ActivationOutcome {
        guard case .code(let digits) = TypedCode(code) else {
            return .refused(.codeMalformed(digits: TypedCode(code).digits))
        }
        switch pending.authenticator.judge(digits, at: visitor.now) {
        case .right(let step): return try await finish(pending, step: step, by: token, from: visitor)
        case .clock(let minutes): return .refused(.codeClock(minutes: minutes))
        case .wrong: return .refused(.codeWrong)
        }
    }

    /// The last step of somebody who has another second proof and wants no authenticator.
    package func skip(_ pending: PendingActivation, by token: ActivationToken, from visitor: SignInVisitor) async throws
        -> ActivationOutcome
    {
        guard let person = try await person(of: token, at: visitor.now), person.canDoWithoutApp else {
            return .refused(.codeWrong)
        }
        return try await finish(pending, step: nil, by: token, from: visitor)
    }

    /// Uses the link up and keeps all of it in one transaction; what the person had before is dead (S-14).
    private func finish(
        _ pending: PendingActivation,
        step: Int64?,
        by token: ActivationToken,
        from visitor: SignInVisitor
    ) async throws -> ActivationOutcome {
        let now = visitor.now
        guard let hash = PasswordHash(phc: pending.password),
            now < pending.chosenAt.adding(seconds: PendingActivation.life)
        else { return .gone(.expired) }
        do {
            let outcome = try await door.commit(at: now) { [door] transaction in
                let agent = try ActivationStore.redeem(token, at: now, in: transaction)
                try PasswordStore.set(hash, of: agent, at: now, in: transaction)
                try door.enrol(pending.authenticator, step: step, of: agent, at: now, in: transaction)
                try KnownBrowserStore.forgetAll(of: agent, in: transaction)
                let ended = try SessionStore.endAll(of: agent, at: now, in: transaction)
                try RecoveryStore.remove(of: agent, in: transaction)
                var done = try door.enter(agent, hasFactor: step != nil, visitor, in: transaction)
                if step != nil { try door.addRecovery(to: &done, of: agent, at: now, in: transaction) }
                done.ended += ended
                return done
            }
            switch outcome {
            case .entered(let entry): return .entered(entry)
            case .told(let state, let since, let holder): return .told(state, since: since, holder)
            case .refused(let refusal): return .refused(refusal)
            case .code(let attempt, let holder): return .code(attempt, holder)
            case .charter(let attempt, let holder): return .charter(attempt, holder)
            }
        } catch is CredentialRefusal {
            return .gone(try await state(of: token, at: now))
        }
    }
}

extension SignInPerson {
    /// Whether another second proof than authenticator and recovery codes is held.
    package var canDoWithoutApp: Bool { !standing.enrolled.isDisjoint(with: [.token, .sms, .voice, .sheet]) }
}

extension SignInDoor {
    /// Ten codes for somebody who has just enrolled an authenticator and comes in: shown with the entry (S-14).
    func addRecovery(to step: inout Step, of agent: String, at now: Instant, in transaction: Transaction) throws {
        guard case .entered(var entry) = step.outcome else { return }
        entry.recovery = try makeRecovery(of: agent, at: now, in: transaction)
        step.outcome = .entered(entry)
    }

    func enrol(
        _ authenticator: Authenticator,
        step: Int64?,
        of agent: String,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        guard let step else { return try AuthenticatorStore.remove(of: agent, in: transaction) }
        try AuthenticatorStore.enrol(
            authenticator,
            of: agent,
            step: step,
            keys: parts.keys,
            at: now,
            in: transaction
        )
    }

    /// Signs somebody in whose proofs were just set by a link.
    func enter(_ agent: String, hasFactor: Bool, _ visitor: SignInVisitor, in transaction: Transaction) throws -> Step {
        guard let version = try PasswordStore.password(of: agent, in: transaction)?.version else {
            return Step(.refused(.failed))
        }
        let attempt = SignInAttempt(
            agent: agent,
            passwordAt: visitor.now,
            passwordVersion: version,
            isShared: false
        )
        let proven = hasFactor ? attempt.proving(.authenticator, at: visitor.now) : attempt
        return try advance(proven, [], visitor, in: transaction)
    }
}
