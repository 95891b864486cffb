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
            var done = try advance(attempt.proving(factor, at: visitor.now), subjects, visitor, in: transaction)
            if factor == .recovery {
                done.messages += try notices("message.recovery-used", person, visitor.now, in: transaction)
            }
            return done
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
        case .sheet: try judgeSheet(proof.text, of: agent, at: now, in: transaction)
        case .recovery: try judgeRecovery(proof.text, of: agent, at: now, in: transaction)
        case .token: try judgeDevice(proof.text, of: agent, at: now, in: transaction)
        }
    }

    private func judgeDevice(_ digits: String, of agent: String, at now: Instant, in transaction: Transaction) throws
        -> SignInRefusal?
    {
        let device = try CodeDeviceStore.device(of: agent, keys: parts.keys, in: transaction)
        switch device?.judge(digits, at: now) {
        case .right(let value): return try CodeDeviceStore.use(value, of: agent, in: transaction) ? nil : .codeUsed
        case .used: return .codeUsed
        case .clock(let minutes): return .deviceClock(minutes: minutes)
        case .wrong, nil: return .codeWrong
        }
    }

    private func judgeSheet(_ digits: String, of agent: String, at now: Instant, in transaction: Transaction) throws
        -> SignInRefusal?
    {
        guard let line = try CodeSheetStore.next(of: agent, in: transaction) else { return .sheetSpent }
        let isRight = try CodeSheetStore.use(digits, of: agent, keys: parts.keys, at: now, in: transaction)
        return isRight ? nil : .lineWrong(line)
    }

    private func judgeRecovery(_ letters: String, of agent: String, at now: Instant, in transaction: Transaction) throws
        -> SignInRefusal?
    {
        guard let code = RecoveryCode(letters) else { return .recoveryWrong }
        let isRight = try RecoveryStore.use(code, of: agent, keys: parts.keys, at: now, in: transaction)
        return isRight ? nil : .recoveryWrong
    }

    private func judgeAuthenticator(_ digits: String, of agent: String, at now: Instant, in transaction: Transaction)
        throws -> SignInRefusal?
    {
        let authenticator = try AuthenticatorStore.authenticator(of: agent, keys: parts.keys, in: transaction)
        switch authenticator?.judge(digits, at: now) {
        case .right(let step):
            return try AuthenticatorStore.use(step: step, of: agent, in: transaction) ? nil : .codeUsed
        case .clock(let minutes):
            if let step = authenticator?.earlyStep(of: digits, at: now) {
                try AuthenticatorStore.spoil(step: step, of: agent, in: transaction)
            }
            return .codeClock(minutes: minutes)
        case .wrong, nil: return .codeWrong
        }
    }

    func judgeSent(
        _ digits: String,
        of agent: String,
        for place: SentCode.Place = .signIn,
        at now: Instant,
        in transaction: Transaction
    ) throws -> SignInRefusal? {
        switch try SentCodeStore.judge(digits, of: agent, for: place, keys: parts.keys, at: now, in: transaction) {
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
        if factor == .recovery {
            guard let code = RecoveryCode(typed) else { throw .recoveryMalformed }
            (self.factor, text) = (factor, code.letters)
            return
        }
        if factor == .token {
            guard let digits = TypedCode.digits(typed, counting: 6...8) else {
                throw .codeMalformed(digits: TypedCode(typed).digits)
            }
            (self.factor, text) = (factor, digits)
            return
        }
        guard case .code(let digits) = TypedCode(typed) else {
            throw .codeMalformed(digits: TypedCode(typed).digits)
        }
        (self.factor, text) = (factor, digits)
    }
}
