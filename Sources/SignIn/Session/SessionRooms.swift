import Policy
import Web

/// The table's inside: sessions by name, tokens by hash, names by person.
struct SessionRooms {
    struct Room {
        var holder: SessionHolder
        var life: SessionTimes
        let isShared: Bool
        var accompaniedBy: String?
        var knownUntil: Instant?
        var tokens: Set<TokenHash> = []
        var look: Look
        /// Whether the store knows the look.
        var lookIsWritten = true
        /// The activity that the store knows of.
        var writtenAt: Instant
    }

    struct Key {
        let session: LiveSession.ID
        let host: String
        let assurance: Assurance
        /// Grows with each token of one session for one host.
        let version: Int64
    }

    private var rooms: [LiveSession.ID: Room] = [:]
    private var keys: [TokenHash: Key] = [:]
    private var sessions: [String: Set<LiveSession.ID>] = [:]
    /// The few that are accompanied: they are looked for at each piece of news, and the gate waits for this table.
    private var besides: Set<LiveSession.ID> = []
    /// Names of sessions that ended, with the round in which they did: none of them ever comes back, whoever is late.
    private var ended: [LiveSession.ID: Int] = [:]
    private var round = 0

    var count: Int { rooms.count }

    /// The people who hold a session.
    var agents: [String] { Array(sessions.keys) }

    /// The names of all sessions.
    var ids: Set<LiveSession.ID> { Set(rooms.keys) }

    func life(of id: LiveSession.ID) -> SessionTimes? { rooms[id]?.life }

    func holder(of id: LiveSession.ID) -> SessionHolder? { rooms[id]?.holder }

    func session(_ token: TokenHash, host: String) -> LiveSession? {
        guard let key = keys[token], key.host == host, let room = rooms[key.session] else { return nil }
        return LiveSession(
            id: key.session,
            holder: room.holder,
            assurance: key.assurance.accompanied(by: room.accompaniedBy),
            life: room.life,
            isShared: room.isShared,
            knownUntil: room.knownUntil,
            look: room.look
        )
    }

    func sessions(of agent: String) -> Set<LiveSession.ID> { sessions[agent] ?? [] }

    /// The sessions of one person that are accompanied, or those that are not.
    func sessions(of agent: String, accompanied: Bool) -> Set<LiveSession.ID> {
        sessions(of: agent).filter { (rooms[$0]?.accompaniedBy != nil) == accompanied }
    }

    /// Every accompanied session, with both names.
    var accompanied: [Accompaniment] {
        besides.compactMap { id in
            guard let room = rooms[id], let supervisor = room.accompaniedBy else { return nil }
            return Accompaniment(session: id, agent: room.holder.subject.agent, supervisor: supervisor)
        }
    }

    /// Puts a session in, or what the store says of one that is in: a life only grows, and an ended one is never opened.
    mutating func open(_ id: LiveSession.ID, _ room: Room) {
        guard ended[id] == nil else { return }
        guard var held = rooms[id] else {
            rooms[id] = room
            if room.accompaniedBy != nil { besides.insert(id) }
            sessions[room.holder.subject.agent, default: []].insert(id)
            return
        }
        held.holder = room.holder
        held.life.activeAt = max(held.life.activeAt, room.life.activeAt)
        held.writtenAt = max(held.writtenAt, room.writtenAt)
        held.knownUntil = [held.knownUntil, room.knownUntil].compactMap(\.self).max()
        if held.lookIsWritten { held.look = room.look }
        rooms[id] = held
    }

    /// Gives a session one more token; an older token of the same host is dead from here on (S-14), and one that comes
    /// after a younger changes nothing.
    mutating func give(_ token: TokenHash, _ key: Key) {
        guard let room = rooms[key.session] else { return }
        for old in room.tokens {
            guard let held = keys[old], held.host == key.host else { continue }
            guard held.version < key.version else { return }
            keys[old] = nil
            rooms[key.session]?.tokens.remove(old)
        }
        keys[token] = key
        rooms[key.session]?.tokens.insert(token)
    }

    mutating func end(_ id: LiveSession.ID) {
        ended[id] = round
        guard let room = rooms.removeValue(forKey: id) else { return }
        besides.remove(id)
        for token in room.tokens { keys[token] = nil }
        sessions[room.holder.subject.agent]?.remove(id)
        if sessions[room.holder.subject.agent]?.isEmpty == true { sessions[room.holder.subject.agent] = nil }
    }

    /// Begins another round; names that ended thirty rounds ago are forgotten: nothing that knew them is under way.
    mutating func turn() {
        round += 1
        let last = round - 30
        ended = ended.filter { $0.value > last }
    }

    mutating func note(_ id: LiveSession.ID, at now: Instant) {
        guard let life = rooms[id]?.life, life.stage(at: now) == .awake, now > life.activeAt else { return }
        rooms[id]?.life.activeAt = now
    }

    /// Wakes a session after its proof: the next rest is counted from now.
    mutating func wake(_ id: LiveSession.ID, at now: Instant) {
        guard let life = rooms[id]?.life, life.stage(at: now) != .over else { return }
        rooms[id]?.life.activeAt = max(life.activeAt, now)
        rooms[id]?.writtenAt = now
    }

    mutating func know(_ id: LiveSession.ID, until: Instant) { rooms[id]?.knownUntil = until }

    mutating func wear(_ look: Look, in id: LiveSession.ID) {
        guard let room = rooms[id], room.look != look else { return }
        rooms[id]?.look = look
        rooms[id]?.lookIsWritten = false
    }

    /// The looks that are to be written.
    mutating func unwrittenLooks() -> [(id: LiveSession.ID, look: Look)] {
        let changed = rooms.filter { !$0.value.lookIsWritten }
        for id in changed.keys { rooms[id]?.lookIsWritten = true }
        return changed.map { ($0.key, $0.value.look) }
    }

    mutating func hold(_ holder: SessionHolder) {
        for id in sessions(of: holder.subject.agent) { rooms[id]?.holder = holder }
    }

    /// The activity that is to be written: what moved by a bucket since the store was told.
    mutating func unwritten() -> [(id: LiveSession.ID, activeAt: Instant)] {
        let moved = rooms.filter { _, room in
            room.life.activeAt.seconds >= room.writtenAt.seconds + max(1, room.life.limits.bucket)
        }
        for (id, room) in moved { rooms[id]?.writtenAt = room.life.activeAt }
        return moved.map { ($0.key, $0.value.life.activeAt) }
    }

    /// Activity that another gate wrote.
    mutating func hear(_ id: LiveSession.ID, activeAt: Instant) {
        guard let room = rooms[id], room.life.activeAt < activeAt else { return }
        rooms[id]?.life.activeAt = activeAt
        rooms[id]?.writtenAt = max(room.writtenAt, activeAt)
    }

    /// The sessions that were over so long ago that nothing begun in them may still go on.
    func gone(at now: Instant) -> [LiveSession.ID] { rooms.filter { $0.value.life.isGone(at: now) }.map(\.key) }
}
