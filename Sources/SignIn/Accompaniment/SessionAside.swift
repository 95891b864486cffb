import Policy
import Store
import Web

/// A supervisor's own session while somebody else sits at the workstation: only what is needed to let it come back, asleep.
struct SessionAside: Sendable {
    /// The employee number of whose it is.
    let agent: String
    let times: SessionTimes
    let isShared: Bool
    let knownUntil: Instant?
    let assurance: Assurance

    init(_ session: LiveSession) {
        agent = session.subject.agent
        times = session.life
        isShared = session.isShared
        knownUntil = session.knownUntil
        assurance = session.assurance
    }

    init(_ row: Row) throws {
        agent = try row["agent"]
        times = SessionTimes(
            startedAt: Instant(seconds: try row["started_at"]),
            activeAt: Instant(seconds: try row["started_at"]),
            limits: SessionTimes.Limits(idle: try row["idle_seconds"], absolute: try row["absolute_seconds"])
        )
        isShared = try row["is_shared"]
        knownUntil = try row.instant("known_until")
        assurance = try row.assurance
    }

    /// The same as a session of another name that has rested too long: one proof wakes it. Its day goes on where it was.
    func asleep(at now: Instant, origin: SessionOrigin) -> StoredSession {
        var times = times
        times.activeAt = now.adding(seconds: -times.limits.idle)
        return StoredSession(
            id: .random(),
            agent: agent,
            times: times,
            isShared: isShared,
            knownUntil: knownUntil,
            origin: origin
        )
    }
}

/// All SQL on sessions that are set aside.
enum SessionAsideStore {
    /// Keeps what comes back when another session ends in order; with that one it is gone.
    static func keep(_ aside: SessionAside, beside id: LiveSession.ID, in transaction: Transaction) throws {
        let limits = aside.times.limits
        try transaction.execute(
            """
            INSERT INTO session_aside (session, agent, started_at, idle_seconds, absolute_seconds, is_shared,
                known_until, password_at, factor, factor_at)
            VALUES (\(id.text), \(aside.agent), \(aside.times.startedAt.seconds), \(limits.idle), \(limits.absolute),
                \(aside.isShared), \(aside.knownUntil?.seconds), \(aside.assurance.password?.seconds),
                \(aside.assurance.factor), \(aside.assurance.factorAt?.seconds))
            """
        )
    }

    /// What was set aside for a session; nil when there is nothing, or it is over by now.
    static func aside(for id: LiveSession.ID, at now: Instant, in reading: Reading) throws -> SessionAside? {
        let row = try reading.one("SELECT * FROM session_aside WHERE session = \(id.text)")
        guard let aside = try row.map(SessionAside.init), now < aside.times.absoluteDeadline else { return nil }
        return aside
    }
}
