import Policy
import Store
import Web

extension SignInDoor {
    /// Opens a session; the one that this browser had is dead from here on (S-14).
    func open(
        _ attempt: SignInAttempt,
        _ assurance: Assurance,
        _ person: SignInPerson,
        _ visitor: SignInVisitor,
        in transaction: Transaction
    ) throws -> Step {
        let agent = attempt.agent
        let (known, knownUntil) = try known(attempt, assurance, visitor, in: transaction)
        let session = StoredSession(
            id: .random(),
            agent: agent,
            times: SessionTimes(
                startedAt: visitor.now,
                activeAt: visitor.now,
                limits: attempt.isShared ? person.limits.shared : person.limits
            ),
            isShared: attempt.isShared,
            knownUntil: knownUntil,
            origin: SessionOrigin(channel: visitor.connection.channel, browser: visitor.browser)
        )
        let portal = Token.random(.portal)
        let token = StoredToken(hash: portal.hash, session: session.id, host: parts.portalHost, assurance: assurance)
        try SessionStore.open(session, in: transaction)
        let given = try SessionStore.give(token, at: visitor.now, in: transaction)
        var step = Step(
            .entered(SignInEntry(portal: portal, known: known, session: session.id, holder: person.holder))
        )
        if let old = visitor.session, try SessionStore.end(old, at: visitor.now, in: transaction) { step.ended = [old] }
        step.opened = (session, given)
        let proofs = assurance.factor.map { "password,\($0.rawValue)" } ?? "password"
        try note("sign-in.succeeded", agent, visitor, ["proofs": proofs], in: transaction)
        return step
    }

    /// A browser becomes known by both proofs, stays so for thirty days, and never is when it was said to be shared.
    private func known(
        _ attempt: SignInAttempt,
        _ assurance: Assurance,
        _ visitor: SignInVisitor,
        in transaction: Transaction
    ) throws -> (Token?, Instant?) {
        guard !attempt.isShared else { return (nil, nil) }
        guard assurance.factor != nil else {
            let hash = visitor.known?.hash
            return (nil, try KnownBrowserStore.knownUntil(hash, agent: attempt.agent, at: visitor.now, in: transaction))
        }
        let known = Token.random(.known)
        try KnownBrowserStore.know(known.hash, agent: attempt.agent, at: visitor.now, in: transaction)
        return (known, visitor.now.adding(seconds: KnownBrowser.life))
    }
}
