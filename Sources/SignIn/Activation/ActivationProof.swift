import City
import People
package import Policy
import Store
import Web

extension LetterActivation {
    /// Sends a code to the phone on file; nil when it left, whatever the gateway then said.
    package func send(by factor: Factor, _ view: ActivationView, from visitor: SignInVisitor) async throws
        -> SignInRefusal?
    {
        try await door.sending(at: visitor.now) { [self] transaction in
            guard let now = try self.view(of: view.pass, at: visitor.now, in: transaction), case .factor = now.step
            else {
                return .refused(.activationFailed)
            }
            return try door.newCode(by: factor, for: now.person, as: .activation, at: visitor, in: transaction)
        }
    }

    /// The code that shows that the authenticator was added or the phone is at hand; nil when it was right.
    package func prove(_ typed: String, by factor: Factor, _ view: ActivationView, from visitor: SignInVisitor)
        async throws -> SignInRefusal?
    {
        guard case .code(let digits) = TypedCode(typed) else {
            return .codeMalformed(digits: TypedCode(typed).digits)
        }
        return try await parts.database.write { [self] transaction in
            guard let now = try self.view(of: view.pass, at: visitor.now, in: transaction),
                case .factor(let enrollable) = now.step, enrollable.contains(factor)
            else { return .activationFailed }
            let subjects = try door.subjects(of: view.pass.agent, visitor, in: transaction)
            if let refusal = SignInRefusal(try ThrottleStore.admit(subjects, at: visitor.now, in: transaction)) {
                return refusal
            }
            var step: Int64?
            if factor == .authenticator {
                switch now.progress.authenticator?.judge(digits, at: visitor.now) {
                case .right(let proven): step = proven
                case .clock(let minutes): return .codeClock(minutes: minutes)
                case .wrong, nil: return .codeWrong
                }
            } else if let refusal = try door.judgeSent(
                digits,
                of: view.pass.agent,
                for: .activation,
                at: visitor.now,
                in: transaction
            ) {
                return refusal
            }
            for subject in subjects { try ThrottleStore.takeBack(subject, in: transaction) }
            try ActivationProgressStore.enrol(factor, step: step, of: view.pass.code, at: visitor.now, in: transaction)
            return nil
        }
    }

    /// The last step: keeps password, proof, recovery codes and acceptance, uses the code up and opens a session, all or
    /// nothing; what the person had before is dead. Nil when the code serves no more or a step is still missing.
    package func finish(_ pass: ActivationPass, keeping codes: [RecoveryCode], from visitor: SignInVisitor) async throws
        -> SignInOutcome?
    {
        do {
            let outcome = try await door.commit(at: visitor.now) { [self] in
                try finish(pass, keeping: codes, from: visitor, in: $0)
            }
            if case .refused(.activationFailed) = outcome { return nil }
            return outcome
        } catch is CredentialRefusal { return nil }
    }

    private func finish(
        _ pass: ActivationPass,
        keeping codes: [RecoveryCode],
        from visitor: SignInVisitor,
        in transaction: Transaction
    ) throws -> Step {
        let (now, agent) = (visitor.now, pass.agent)
        guard let view = try view(of: pass, at: now, in: transaction),
            let hash = view.progress.password.flatMap({ PasswordHash(phc: $0) }),
            view.step == .ready || view.step == .recovery && codes.count == RecoveryCode.count,
            let live = try ActivationCodeStore.live(pass.code, at: now, in: transaction),
            try ActivationCodeStore.redeem(live, at: now, in: transaction)
        else { return Step(.refused(.activationFailed)) }
        try PasswordStore.set(hash, of: agent, at: now, in: transaction)
        let isApp = view.progress.factor == .authenticator
        try door.enrol(
            view.progress.authenticator ?? .random(),
            step: isApp ? view.progress.step : nil,
            of: agent,
            at: now,
            in: transaction
        )
        if view.step == .ready {
            try RecoveryStore.remove(of: agent, in: transaction)
        } else {
            try RecoveryStore.replace(by: codes, of: agent, keys: parts.keys, at: now, in: transaction)
        }
        if let charter = view.charter {
            try CharterStore.accept(charter.version, by: agent, at: now, in: transaction)
        }
        try KnownBrowserStore.forgetAll(of: agent, in: transaction)
        let ended = try SessionStore.endAll(of: agent, at: now, in: transaction)
        try ActivationProgressStore.remove(pass.code, in: transaction)
        var done = try enter(agent, view.progress, visitor, in: transaction)
        done.ended += ended
        return done
    }

    /// Signs in whoever has just proven all of it in this browser.
    private func enter(
        _ agent: String,
        _ progress: ActivationProgress,
        _ visitor: SignInVisitor,
        in transaction: Transaction
    ) throws -> Step {
        guard let version = try PasswordStore.password(of: agent, in: transaction)?.version else {
            return Step(.refused(.activationFailed))
        }
        let attempt = SignInAttempt(
            agent: agent,
            passwordAt: visitor.now,
            passwordVersion: version,
            isShared: false
        )
        guard let factor = progress.factor, let at = progress.factorAt else {
            return try door.advance(attempt, [], visitor, in: transaction)
        }
        return try door.advance(attempt.proving(factor, at: at), [], visitor, in: transaction)
    }
}
