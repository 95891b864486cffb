import People
package import Policy
import Store
import Web

/// What changing one's own proofs led to.
package enum ProofRenewalOutcome: Sendable {
    /// Done; new recovery codes, where some were made: shown once.
    case done([RecoveryCode])
    /// The second proof of this session is older than ten minutes, or was never given: it is asked first (S-25).
    case stale
    case refused(SignInRefusal)
}

extension SignInDoor {
    /// Seconds for which a second proof is young enough to change one's proofs.
    package static let youngSeconds: Int64 = 600

    /// Whether the holder of a session gave a second proof within the last ten minutes, by the store and not the table.
    package func isYoung(_ session: LiveSession, at now: Instant) async throws -> Bool {
        try await parts.database.read { [self] in try isYoung(session, at: now, in: $0) }
    }

    /// Makes ten new recovery codes; the earlier ones are dead.
    package func renewRecovery(of session: LiveSession, from visitor: SignInVisitor) async throws -> ProofRenewalOutcome
    {
        try await renewal(of: session, from: visitor) { [self] person, transaction in
            let agent = person.holder.subject.agent
            let codes = try makeRecovery(of: agent, at: visitor.now, in: transaction)
            try note("factor.recovery-renewed", agent, visitor, in: transaction)
            return (.done(codes), try notices("message.recovery-renewed", person, visitor.now, in: transaction), [])
        }
    }

    /// Puts a new authenticator in the place of any other, once a code of it is right: other sessions end, other browsers are
    /// forgotten, every old channel is told (S-14, S-25).
    package func renewAuthenticator(
        _ pending: PendingActivation,
        code typed: String,
        of session: LiveSession,
        from visitor: SignInVisitor
    ) async throws -> ProofRenewalOutcome {
        guard case .code(let digits) = TypedCode(typed) else {
            return .refused(.codeMalformed(digits: TypedCode(typed).digits))
        }
        guard visitor.now < pending.chosenAt.adding(seconds: PendingActivation.life) else { return .stale }
        switch pending.authenticator.judge(digits, at: visitor.now) {
        case .clock(let minutes): return .refused(.codeClock(minutes: minutes))
        case .wrong: return .refused(.codeWrong)
        case .right(let step):
            return try await renewal(of: session, from: visitor) { [self] person, transaction in
                guard person.isGivenApp else { return (.refused(.codeWrong), [], []) }
                let agent = person.holder.subject.agent
                let told = try notices("message.authenticator-changed", person, visitor.now, in: transaction)
                try enrol(pending.authenticator, step: step, of: agent, at: visitor.now, in: transaction)
                try KnownBrowserStore.forgetAll(of: agent, but: visitor.known?.hash, in: transaction)
                try note("factor.authenticator-changed", agent, visitor, in: transaction)
                try AgentStore.note(.changed, of: agent, at: visitor.now, in: transaction)
                let ended = try SessionStore.endAll(of: agent, but: session.id, at: visitor.now, in: transaction)
                return (.done([]), told, ended)
            }
        }
    }

    /// News for every channel that a person had before a change (S-25): a mail that waits in the database, and the message
    /// to their mobile that is returned, to be sent once the change is kept.
    func notices(_ code: String, _ person: SignInPerson, _ now: Instant, in transaction: Transaction) throws
        -> [Message]
    {
        if let mailbox = person.mailbox {
            let mail = Mail(to: mailbox, NoticeWords.mail(code, in: person.holder.language), at: now)
            try MailStore.keep(mail, keys: parts.keys, in: transaction)
        }
        guard let recipient = person.mobile else { return [] }
        let text = NoticeWords.text(code, in: person.holder.language)
        let message = Message(.sms, .notice, to: recipient, text: text)
        return try MessageStore.keepAdmitted(message, parts.roll.budget, at: now, in: transaction) ? [message] : []
    }

    /// Ten new codes in the place of any others.
    func makeRecovery(of agent: String, at now: Instant, in transaction: Transaction) throws -> [RecoveryCode] {
        let codes = RecoveryCode.make()
        try RecoveryStore.replace(by: codes, of: agent, keys: parts.keys, at: now, in: transaction)
        return codes
    }

    func isYoung(_ session: LiveSession, at now: Instant, in reading: Reading) throws -> Bool {
        let assurance = try SessionStore.assurance(of: session.id, on: parts.portalHost, in: reading)
        guard let given = assurance?.factorAt else { return false }
        return now.seconds(since: given) <= Self.youngSeconds
    }

    private func renewal(
        of session: LiveSession,
        from visitor: SignInVisitor,
        _ body:
            @escaping @Sendable (SignInPerson, Transaction) throws -> (
                ProofRenewalOutcome, [Message], [LiveSession.ID]
            )
    ) async throws -> ProofRenewalOutcome {
        let (outcome, messages, ended) = try await parts.database.write { [self] transaction in
            guard try isYoung(session, at: visitor.now, in: transaction),
                let person = try parts.roll.person(session.subject.agent, at: visitor.now, in: transaction),
                person.standing.credential == .active
            else { return (ProofRenewalOutcome.stale, [Message](), [LiveSession.ID]()) }
            return try body(person, transaction)
        }
        parts.table.end(ended)
        try await parts.messages.send(messages, at: visitor.now)
        return outcome
    }
}
