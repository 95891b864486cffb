package import Policy
import Synchronization
package import Web

/// An open session as something begun in it meets it: whose it is by now, and whether it sleeps or is over.
package struct SessionStanding: Sendable {
    /// Who holds it, as of now (S-16).
    package let holder: SessionHolder
    package let stage: SessionTimes.Stage

    /// A session that did not end.
    package init(holder: SessionHolder, stage: SessionTimes.Stage) { (self.holder, self.stage) = (holder, stage) }
}

/// Every session of the city in memory: what the doors ask at each request, without disk and without waiting.
///
/// `SessionKeeper` fills it from the store at the start and changes it in the same breath as the store, so that an end is
/// felt by the next request (S-15, S-45).
package final class SessionTable: Sendable {
    /// What a token was found to be.
    package enum Finding: Sendable {
        /// No session: never given, ended, or given for another host.
        case none
        /// A session that may be used.
        case awake(LiveSession)
        /// One that rested too long: one proof wakes it.
        case asleep(LiveSession)
        /// One that lasted its whole time: the whole sign-in is asked.
        case over(LiveSession)
    }

    private let rooms = Mutex(SessionRooms())

    /// An empty table.
    package init() {}

    /// The session that may be used with this token on this host, or nil: the gate's question.
    package func find(_ token: TokenHash, host: String, at now: Instant) -> LiveSession? {
        guard case .awake(let session) = look(token, host: host, at: now) else { return nil }
        return session
    }

    /// What this token is on this host: the portal's question, which tells a sleeping session from none.
    package func look(_ token: TokenHash, host: String, at now: Instant) -> Finding {
        guard let session = rooms.withLock({ $0.session(token, host: host) }) else { return .none }
        switch session.life.stage(at: now) {
        case .awake: return .awake(session)
        case .asleep: return .asleep(session)
        case .over: return .over(session)
        }
    }

    /// The session of a name as it stands now; nil when it ended: what an open exchange asks each second (S-10, S-16).
    package func standing(_ id: LiveSession.ID, at now: Instant) -> SessionStanding? {
        rooms.withLock { rooms in
            guard let holder = rooms.holder(of: id), let life = rooms.life(of: id) else { return nil }
            return SessionStanding(holder: holder, stage: life.stage(at: now))
        }
    }

    /// Whether the session still may be used.
    package func isAwake(_ id: LiveSession.ID, at now: Instant) -> Bool {
        rooms.withLock { $0.life(of: id)?.stage(at: now) == .awake }
    }

    /// The last activity of a session that this gate knows of; nil when it ended.
    func activity(of id: LiveSession.ID) -> Instant? { rooms.withLock { $0.life(of: id)?.activeAt } }

    /// Whether the session still exists and is not over, asleep or not.
    package func contains(_ id: LiveSession.ID, at now: Instant) -> Bool {
        rooms.withLock { rooms in rooms.life(of: id).map { $0.stage(at: now) != .over } ?? false }
    }

    /// Notes a navigation or an unsafe method; a sleeping session is not woken by it.
    package func note(_ id: LiveSession.ID, at now: Instant) { rooms.withLock { $0.note(id, at: now) } }

    /// How many sessions there are.
    package var count: Int { rooms.withLock { $0.count } }

    func change<Value>(_ body: (inout sending SessionRooms) -> sending Value) -> sending Value { rooms.withLock(body) }
}

extension SessionTable {
    /// Puts a session into the table, asleep or awake as its times say.
    package func open(_ session: StoredSession, held holder: SessionHolder) {
        change {
            $0.open(
                session.id,
                SessionRooms.Room(
                    holder: holder,
                    life: session.times,
                    isShared: session.isShared,
                    accompaniedBy: session.accompaniedBy,
                    knownUntil: session.knownUntil,
                    look: session.look,
                    writtenAt: session.times.activeAt
                )
            )
        }
    }

    /// Puts a token into the table; the one before it on the same host is dead from here on (S-14).
    package func give(_ token: StoredToken) {
        change {
            $0.give(
                token.hash,
                SessionRooms.Key(
                    session: token.session,
                    host: token.host,
                    assurance: token.assurance,
                    version: token.version
                )
            )
        }
    }

    /// Ends sessions on every host at once (S-45).
    package func end(_ sessions: some Sequence<LiveSession.ID>) {
        let ids = Array(sessions)
        change { for id in ids { $0.end(id) } }
    }

    /// Puts new facts about a person into each of their sessions (S-16).
    package func hold(_ holder: SessionHolder) { change { $0.hold(holder) } }

    /// The names of all sessions.
    package var ids: Set<LiveSession.ID> { change { $0.ids } }

    /// Notes the language and theme that were chosen on the portal, which hold on every host from the next request on.
    package func wear(_ look: Look, in id: LiveSession.ID) { change { $0.wear(look, in: id) } }

    /// The people who hold a session.
    package var agents: [String] { change { $0.agents } }

    /// The sessions of one person.
    package func sessions(of agent: String) -> Set<LiveSession.ID> { change { $0.sessions(of: agent) } }

    /// The sessions of one person that are accompanied, or those that are not.
    func sessions(of agent: String, accompanied: Bool) -> Set<LiveSession.ID> {
        change { $0.sessions(of: agent, accompanied: accompanied) }
    }

    /// Every accompanied session.
    var accompanied: [Accompaniment] { change { $0.accompanied } }
}
