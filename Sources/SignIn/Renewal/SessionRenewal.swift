import People
package import Policy
import Store
import Web

/// Which proof makes a session younger: one that sleeps, or whose second proof is too old.
package enum RenewalProof: Hashable, Sendable {
    case password, code

    /// What a sleeping session asks, one being enough (E14): the code of a device at hand where one was given, else the
    /// password, which costs neither a message nor a line of paper.
    package init(waking session: LiveSession) {
        self = [.authenticator, .token].contains(session.assurance.factor) ? .code : .password
    }
}

extension SignInDoor {
    /// Wakes a sleeping session, or makes its password younger, by the password.
    package func renew(_ session: LiveSession, password: String, from visitor: SignInVisitor) async throws
        -> SignInOutcome
    {
        let agent = session.subject.agent
        let guess = try await parts.database.write { [self] transaction in
            let subjects = try subjects(of: agent, visitor, in: transaction)
            return Guess(
                agent: agent,
                stored: try PasswordStore.password(of: agent, in: transaction),
                subjects: subjects,
                admission: try ThrottleStore.admit(subjects, at: visitor.now, in: transaction)
            )
        }
        if let refusal = SignInRefusal(guess.admission) { return .refused(refusal) }
        do {
            guard try await matches(password, guess.stored?.hash), let stored = guess.stored else {
                return .refused(.passwordWrong)
            }
            return try await renewed(session, guess.subjects, from: visitor) { assurance, person in
                guard person.standing.passwordVersion == stored.version else { return nil }
                return Assurance(password: visitor.now, factor: assurance.factor, factorAt: assurance.factorAt)
            }
        } catch let refusal as SignInRefusal {
            try await takeBack(guess)
            return .refused(refusal)
        }
    }

    /// Wakes a sleeping session, or makes its second proof younger, by any that the person holds.
    package func renew(
        _ session: LiveSession,
        code typed: String,
        by factor: Factor = .authenticator,
        from visitor: SignInVisitor
    ) async throws -> SignInOutcome {
        let proof: TypedProof
        do { proof = try TypedProof(typed, for: factor) } catch { return .refused(error) }
        let agent = session.subject.agent
        let (refused, subjects, news) = try await parts.database.write {
            [self] transaction -> (SignInRefusal?, [ThrottleSubject], [Message]) in
            let subjects = try self.subjects(of: agent, visitor, in: transaction)
            let admission = try ThrottleStore.admit(subjects, at: visitor.now, in: transaction)
            if let refusal = SignInRefusal(admission) { return (refusal, subjects, []) }
            guard let person = try parts.roll.person(agent, at: visitor.now, in: transaction) else {
                return (.failed, subjects, [])
            }
            let refusal = try judge(proof, of: person, at: visitor.now, in: transaction)
            guard refusal == nil, factor == .recovery else { return (refusal, subjects, []) }
            return (nil, subjects, try notices("message.recovery-used", person, visitor.now, in: transaction))
        }
        try await parts.messages.send(news, at: visitor.now)
        if let refused { return .refused(refused) }
        return try await renewed(session, subjects, from: visitor) { assurance, _ in
            Assurance(password: assurance.password, factor: factor, factorAt: visitor.now)
        }
    }

    /// Gives the session a new portal token with what was proven; the old one is dead (S-14). Nothing is proven anew for
    /// tokens of app hosts: each gets the new assurance with its next ticket.
    private func renewed(
        _ session: LiveSession,
        _ subjects: [ThrottleSubject],
        from visitor: SignInVisitor,
        _ proven: @escaping @Sendable (Assurance, SignInPerson) -> Assurance?
    ) async throws -> SignInOutcome {
        let portal = Token.random(.portal)
        let until = visitor.now.adding(seconds: KnownBrowser.life)
        let outcome = try await parts.database.write { [self] transaction -> (SignInOutcome, StoredToken?) in
            let agent = session.subject.agent
            guard try SessionStore.contains(session.id, in: transaction), visitor.now < session.life.absoluteDeadline,
                let person = try parts.roll.person(agent, at: visitor.now, in: transaction),
                person.standing.credential == .active, let assurance = proven(session.assurance, person)
            else { return (.refused(.failed), nil) }
            try ThrottleStore.forgive(subjects, in: transaction)
            let token = StoredToken(
                hash: portal.hash,
                session: session.id,
                host: parts.portalHost,
                assurance: assurance
            )
            let given = try SessionStore.give(token, at: visitor.now, in: transaction)
            try SessionStore.note(session.id, at: visitor.now, in: transaction)
            try note("session.renewed", agent, visitor, in: transaction)
            let known = try know(session, assurance, visitor, until: until, in: transaction)
            let entry = SignInEntry(portal: portal, known: known, session: session.id, holder: person.holder)
            return (.entered(entry), given)
        }
        if case (.entered(let entry), let token?) = outcome {
            parts.table.change { $0.wake(session.id, at: visitor.now) }
            if entry.known != nil { parts.table.change { $0.know(session.id, until: until) } }
            parts.table.give(token)
        }
        return outcome.0
    }

    /// A browser becomes known once both proofs were given in it, unless it was said to be shared.
    private func know(
        _ session: LiveSession,
        _ assurance: Assurance,
        _ visitor: SignInVisitor,
        until: Instant,
        in transaction: Transaction
    ) throws -> Token? {
        guard !session.isShared, assurance.password != nil, assurance.factorAt == visitor.now else { return nil }
        let known = Token.random(.known)
        try KnownBrowserStore.know(known.hash, agent: session.subject.agent, at: visitor.now, in: transaction)
        try SessionStore.know(session.id, until: until, in: transaction)
        return known
    }
}
