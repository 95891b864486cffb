import Audit
import People
import Policy
import Store
import Web

/// The acts of an accompanied session: a supervisor opens and ends it, whoever sits there leaves it.
struct AccompanimentDoor: Sendable {
    let door: SignInDoor
    private var parts: SignInParts { door.parts }

    /// A report, whether the supervisor's second proof is young, and the accompanied session that is open; nil for a foreign
    /// person. The look is in the log (promise 8).
    func view(of number: String, by own: LiveSession, from visitor: SignInVisitor) async throws -> AccompanimentView? {
        let isYoung = try await door.isYoung(own, at: visitor.now)
        return try await parts.database.write { [self] transaction in
            let supervisor = own.subject.agent
            guard let report = try parts.roll.report(of: supervisor, number, at: visitor.now, in: transaction) else {
                return nil
            }
            let open = try self.open(number, by: supervisor, at: visitor.now, in: transaction)
            try note("team.viewed", by: supervisor, of: number, visitor, in: transaction)
            return AccompanimentView(report: report, open: open, isYoung: isYoung)
        }
    }

    /// Opens it in the supervisor's own browser, whose session is set aside; nil for a foreign person. The supervisor's own
    /// token is dead from here on (S-14). Throws `AccompanimentRefusal`.
    func begin(for number: String, by own: LiveSession, from visitor: SignInVisitor) async throws -> SignInEntry? {
        let opened = try await parts.database.write { [self] transaction -> Opened? in
            let supervisor = own.subject.agent
            guard try parts.roll.report(of: supervisor, number, at: visitor.now, in: transaction) != nil,
                let person = try parts.roll.person(number, at: visitor.now, in: transaction),
                try SessionStore.contains(own.id, in: transaction)
            else { return nil }
            guard visitor.connection.channel == .office, own.accompaniedBy == nil else {
                throw AccompanimentRefusal.place
            }
            guard person.standing.credential.opens(accompanied: true) else { throw AccompanimentRefusal.credential }
            guard try door.isYoung(own, at: visitor.now, in: transaction) else { throw AccompanimentRefusal.proof }
            let ended = try SessionStore.endAll(of: number, at: visitor.now, in: transaction)
            let opened = try open(for: person, by: own, visitor, in: transaction)
            try SessionStore.end(own.id, at: visitor.now, in: transaction)
            try note("accompaniment.begun", by: supervisor, of: number, visitor, in: transaction)
            return Opened(session: opened.0, token: opened.1, entry: opened.2, ended: ended + [own.id])
        }
        guard let opened else { return nil }
        parts.table.end(opened.ended)
        parts.table.open(opened.session, held: opened.entry.holder)
        parts.table.give(opened.token)
        return opened.entry
    }

    /// Ends what is open in that name beside that supervisor; nil for a foreign person. Throws `accompaniment.ended`.
    func end(_ number: String, by supervisor: String, from visitor: SignInVisitor) async throws -> Bool? {
        let ended = try await parts.database.write { [self] transaction -> [LiveSession.ID]? in
            guard try parts.roll.report(of: supervisor, number, at: visitor.now, in: transaction) != nil else {
                return nil
            }
            let open = try SessionStore.accompanied(number, by: supervisor, in: transaction).map(\.id)
            for id in open { try SessionStore.end(id, at: visitor.now, in: transaction) }
            guard !open.isEmpty else { throw AccompanimentRefusal.ended }
            try note("accompaniment.ended", by: supervisor, of: number, visitor, in: transaction)
            return open
        }
        guard let ended else { return nil }
        parts.table.end(ended)
        return true
    }

    /// *Quitter*: the supervisor's own session comes back asleep under a new token, and one proof wakes it; nil where its day
    /// is over, or it was ended meanwhile.
    func part(_ session: LiveSession, from visitor: SignInVisitor) async throws -> SignInEntry? {
        let opened = try await parts.database.write { [self] transaction -> Opened? in
            let agent = session.subject.agent
            let aside = try SessionAsideStore.aside(for: session.id, at: visitor.now, in: transaction)
            guard try SessionStore.end(session.id, at: visitor.now, in: transaction) else { return nil }
            try note("accompaniment.left", by: agent, of: agent, visitor, in: transaction)
            guard let aside, let person = try parts.roll.person(aside.agent, at: visitor.now, in: transaction),
                person.standing.credential.opens(accompanied: false)
            else { return nil }
            let origin = SessionOrigin(channel: visitor.connection.channel, browser: visitor.browser)
            let stored = aside.asleep(at: visitor.now, origin: origin)
            let (token, entry) = try give(aside.assurance, to: stored, of: person, visitor, in: transaction)
            return Opened(session: stored, token: token, entry: entry, ended: [])
        }
        parts.table.end([session.id])
        guard let opened else { return nil }
        parts.table.open(opened.session, held: opened.entry.holder)
        parts.table.give(opened.token)
        return opened.entry
    }
}

/// What a supervisor's page about one report shows.
struct AccompanimentView: Sendable {
    let report: Report
    /// The accompanied session that is open beside this supervisor.
    let open: StoredSession?
    /// Whether the supervisor gave a second proof within the last ten minutes.
    let isYoung: Bool
}

/// What the table in memory is told once a transaction is kept.
private struct Opened: Sendable {
    let session: StoredSession
    let token: StoredToken
    let entry: SignInEntry
    let ended: [LiveSession.ID]
}

extension AccompanimentDoor {
    private func open(_ number: String, by supervisor: String, at now: Instant, in reading: Reading) throws
        -> StoredSession?
    {
        try SessionStore.accompanied(number, by: supervisor, in: reading).first { $0.times.stage(at: now) != .over }
    }

    /// An hour of rest too: who has no proof of their own can wake nothing.
    private func open(
        for person: SignInPerson,
        by own: LiveSession,
        _ visitor: SignInVisitor,
        in transaction: Transaction
    ) throws -> (StoredSession, StoredToken, SignInEntry) {
        let limits = SessionTimes.Limits(idle: Accompaniment.life, absolute: Accompaniment.life)
        var session = StoredSession(
            id: .random(),
            agent: person.holder.subject.agent,
            times: SessionTimes(startedAt: visitor.now, activeAt: visitor.now, limits: limits),
            isShared: true,
            knownUntil: nil,
            origin: SessionOrigin(channel: visitor.connection.channel, browser: visitor.browser)
        )
        session.accompaniedBy = own.subject.agent
        let (token, entry) = try give(.none, to: session, of: person, visitor, in: transaction)
        try SessionAsideStore.keep(SessionAside(own), beside: session.id, in: transaction)
        return (session, token, entry)
    }

    /// Keeps a session with a new portal token.
    private func give(
        _ assurance: Assurance,
        to session: StoredSession,
        of person: SignInPerson,
        _ visitor: SignInVisitor,
        in transaction: Transaction
    ) throws -> (StoredToken, SignInEntry) {
        let portal = Token.random(.portal)
        let token = StoredToken(hash: portal.hash, session: session.id, host: parts.portalHost, assurance: assurance)
        try SessionStore.open(session, in: transaction)
        let given = try SessionStore.give(token, at: visitor.now, in: transaction)
        return (given, SignInEntry(portal: portal, known: nil, session: session.id, holder: person.holder))
    }

    /// Both names stand in the log: who did it, and in whose name.
    private func note(
        _ act: String,
        by who: String,
        of subject: String,
        _ visitor: SignInVisitor,
        in transaction: Transaction
    ) throws {
        try AuditLog.record(
            AuditEntry(
                who: .agent(who),
                subject: subject,
                act: act,
                at: visitor.now.seconds,
                origin: AuditOrigin(channel: visitor.connection.channel.rawValue, address: visitor.connection.peer),
                reference: visitor.reference
            ),
            in: transaction
        )
    }
}
