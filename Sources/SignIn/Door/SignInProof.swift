package import Policy
import Store
import Web

extension SignInDoor {
    /// The second step: another proof of somebody whose password was proven. Counted before it is judged, by whichever
    /// proof somebody guesses at (S-22).
    package func prove(
        code typed: String,
        by factor: Factor = .authenticator,
        in attempt: SignInAttempt,
        from visitor: SignInVisitor
    ) async throws -> SignInOutcome {
        let proof: TypedProof
        do { proof = try TypedProof(typed, for: factor) } catch { return .refused(error) }
        return try await commit(at: visitor.now) { [self] transaction in
            guard let person = try parts.roll.person(attempt.agent, at: visitor.now, in: transaction) else {
                return Step(.refused(.failed))
            }
            let step = attempt.step(person.standing, channel: visitor.connection.channel, at: visitor.now)
            guard step == .code else { return try act(on: step, attempt, person, [], visitor, in: transaction) }
            let subjects = try subjects(of: attempt.agent, visitor, in: transaction)
            let admission = try ThrottleStore.admit(subjects, at: visitor.now, in: transaction)
            if let refusal = SignInRefusal(admission) { return Step(.refused(refusal)) }
            if let refusal = try judge(proof, of: person, at: visitor.now, in: transaction) {
                return Step(.refused(refusal))
            }
            return try advance(attempt.proving(factor, at: visitor.now), subjects, visitor, in: transaction)
        }
    }

    /// Uses up a typed proof; nil when it was right. One that the person does not hold is never right.
    func judge(_ proof: TypedProof, of person: SignInPerson, at now: Instant, in transaction: Transaction) throws
        -> SignInRefusal?
    {
        let agent = person.holder.subject.agent
        guard person.standing.enrolled.contains(proof.factor) else { return .codeWrong }
        return switch proof.factor {
        case .authenticator: try judgeAuthenticator(proof.text, of: agent, at: now, in: transaction)
        case .sms, .voice: try judgeSent(proof.text, of: agent, at: now, in: transaction)
        case .token, .sheet, .recovery: .codeWrong
        }
    }

    private func judgeAuthenticator(_ digits: String, of agent: String, at now: Instant, in transaction: Transaction)
        throws -> SignInRefusal?
    {
        let authenticator = try AuthenticatorStore.authenticator(of: agent, keys: parts.keys, in: transaction)
        switch authenticator?.judge(digits, at: now) {
        case .right(let step):
            return try AuthenticatorStore.use(step: step, of: agent, in: transaction) ? nil : .codeUsed
        case .clock(let minutes): return .codeClock(minutes: minutes)
        case .wrong, nil: return .codeWrong
        }
    }

    private func judgeSent(_ digits: String, of agent: String, at now: Instant, in transaction: Transaction) throws
        -> SignInRefusal?
    {
        switch try SentCodeStore.judge(digits, of: agent, keys: parts.keys, at: now, in: transaction) {
        case .right: nil
        case .wrong(let left): .codeTriesLeft(left)
        case .none: .codeGone
        case .expired: .codeExpired
        case .spent: .codeSpent
        }
    }
}

/// What somebody typed as a second proof, in the form that this proof has.
struct TypedProof: Hashable, Sendable {
    let factor: Factor
    /// Digits, or the folded letters of a recovery code.
    let text: String

    /// Throws the refusal of a text that cannot be such a proof: it costs no guess.
    init(_ typed: String, for factor: Factor) throws(SignInRefusal) {
        guard case .code(let digits) = TypedCode(typed) else {
            throw .codeMalformed(digits: TypedCode(typed).digits)
        }
        (self.factor, text) = (factor, digits)
    }
}
