import City
package import People
import Policy
package import Store
import Web

/// What the sign-in is built from.
package struct SignInParts: Sendable {
    package let database: any Database
    package let keys: KeyFile
    package let queue: HashingQueue
    package let roll: SignInRoll
    package let table: SessionTable
    /// What carries codes and news to people.
    package let messages: MessageDesk
    /// The portal's host, on which its sessions' tokens are good.
    package let portalHost: String

    /// The parts, as the wiring has them.
    package init(
        database: any Database,
        keys: KeyFile,
        queue: HashingQueue,
        roll: SignInRoll,
        table: SessionTable,
        messages: MessageDesk,
        portalHost: String
    ) {
        self.database = database
        self.keys = keys
        self.queue = queue
        self.roll = roll
        self.table = table
        self.messages = messages
        self.portalHost = portalHost
    }
}

/// The way in: password, then code, then a session. Each step reads the person anew and counts before it judges.
package struct SignInDoor: Sendable {
    /// What the sign-in is built from.
    package let parts: SignInParts
    let names: ThrottleNames
    /// A hash of nobody's password: strangers cost the same work (S-21).
    let decoy: PasswordHash?

    /// The way in over these parts.
    package init(_ parts: SignInParts) {
        self.parts = parts
        names = ThrottleNames(keys: parts.keys)
        decoy = PasswordHash.make(of: Base64URL.text(RandomBytes.make(24)), cost: parts.queue.cost)
    }

    /// What was typed on the first page.
    package struct Typed: Sendable {
        package let identifier: String
        package let password: String
        /// *Ce poste est partagé* (X-24).
        package let isShared: Bool

        /// Identifier and password as they were typed.
        package init(identifier: String, password: String, isShared: Bool = false) {
            self.identifier = identifier
            self.password = password
            self.isShared = isShared
        }
    }

    /// The first step. Known, unknown, declared, suspended and left cost the same statements and one hash, and get the
    /// same answer until the password is right (S-21).
    package func prove(_ typed: Typed, from visitor: SignInVisitor) async throws -> SignInOutcome {
        let guess = try await parts.database.write { [self] in try begin(typed.identifier, visitor, in: $0) }
        if let refusal = SignInRefusal(guess.admission) { return .refused(refusal) }
        let isRight: Bool
        do {
            isRight = try await matches(typed.password, guess.stored?.hash)
        } catch {
            try await takeBack(guess)
            return .refused(error)
        }
        guard isRight, let agent = guess.agent, let stored = guess.stored else { return .refused(.failed) }
        let raised = await raised(typed.password, stored)
        let attempt = SignInAttempt(
            agent: agent,
            passwordAt: visitor.now,
            passwordVersion: stored.version,
            isShared: typed.isShared
        )
        return try await commit(at: visitor.now) { [self] transaction in
            if let raised {
                try PasswordStore.raise(raised, of: agent, version: stored.version, in: transaction)
            }
            return try advance(attempt, guess.subjects, visitor, in: transaction)
        }
    }
}

/// What a step did: its outcome, and what the table in memory is to be told once the transaction is kept.
struct Step: Sendable {
    var outcome: SignInOutcome
    var opened: (session: StoredSession, token: StoredToken)?
    var ended: [LiveSession.ID] = []
    /// What goes out to the person once the transaction is kept.
    var messages: [Message] = []

    init(_ outcome: SignInOutcome) { self.outcome = outcome }
}

extension SignInDoor {
    /// Runs a step's transaction, then tells the table and sends what is to go out.
    func commit(at now: Instant, _ body: @escaping @Sendable (Transaction) throws -> Step) async throws
        -> SignInOutcome
    {
        let step = try await parts.database.write(body)
        parts.table.end(step.ended)
        if let opened = step.opened, case .entered(let entry) = step.outcome {
            parts.table.open(opened.session, held: entry.holder)
            parts.table.give(opened.token)
        }
        try await parts.messages.send(step.messages, at: now)
        return step.outcome
    }

    func advance(
        _ attempt: SignInAttempt,
        _ subjects: [ThrottleSubject],
        _ visitor: SignInVisitor,
        in transaction: Transaction
    ) throws -> Step {
        guard let person = try parts.roll.person(attempt.agent, at: visitor.now, in: transaction) else {
            return Step(.refused(.failed))
        }
        let step = attempt.step(person.standing, channel: visitor.connection.channel, at: visitor.now)
        return try act(on: step, attempt, person, subjects, visitor, in: transaction)
    }

    func act(
        on step: SignInStep,
        _ attempt: SignInAttempt,
        _ person: SignInPerson,
        _ subjects: [ThrottleSubject],
        _ visitor: SignInVisitor,
        in transaction: Transaction
    ) throws -> Step {
        switch step {
        case .password: return Step(.refused(.failed))
        case .code:
            // Not forgiven yet: whoever has only the password would otherwise guess at codes for ever.
            for subject in subjects { try ThrottleStore.takeBack(subject, in: transaction) }
            var asked = Step(.code(attempt, person.holder))
            if let first = person.standing.first,
                case .sent(let message) = try newCode(
                    by: first,
                    for: person,
                    at: visitor,
                    in: transaction
                )
            {
                asked.messages = [message]
            }
            return asked
        case .charter:
            try ThrottleStore.forgive(subjects, in: transaction)
            return Step(.charter(attempt, person.holder))
        case .told(let state):
            for subject in subjects { try ThrottleStore.takeBack(subject, in: transaction) }
            try note("sign-in.told", attempt.agent, visitor, ["state": state.rawValue], in: transaction)
            return Step(.told(state, since: person.since, person.holder))
        case .enter(let assurance):
            try ThrottleStore.forgive(subjects, in: transaction)
            return try open(attempt, assurance, person, visitor, in: transaction)
        }
    }
}
