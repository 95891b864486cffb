import People
import Policy
import Store

/// What one reading found, all of one view of the database.
struct SessionView: Sendable {
    /// The changes of people's files that are news.
    let changes: [AgentChange]
    /// Sessions as the store has them.
    var sessions: [StoredSession] = []
    var tokens: [StoredToken] = []
    /// Sessions that the store no longer has.
    var gone: Set<LiveSession.ID> = []
    /// The people to be read.
    var agents: Set<String> = []
    /// Those of them who may come in, by credentials of their own or beside a supervisor.
    private(set) var people: [String: SessionHolder] = [:]
    /// The accompanied sessions that were open before.
    var accompanied: [Accompaniment] = []
    /// Those of them whose supervisor may no longer sit there.
    private(set) var parted: [Accompaniment] = []
    /// The people whose sessions are gone.
    private(set) var leaving: Set<String> = []

    init(changes: [AgentChange]) { self.changes = changes }

    var isEmpty: Bool { changes.isEmpty && sessions.isEmpty && gone.isEmpty }

    /// Reads a session of which there is news.
    mutating func look(at news: SessionNews, in reading: Reading) throws {
        guard let session = try SessionStore.session(news.session, in: reading) else {
            gone.insert(news.session)
            leaving.insert(news.agent)
            return
        }
        sessions.append(session)
        tokens += try SessionStore.tokens(of: session.id, in: reading)
        agents.insert(session.agent)
    }

    /// Reads the people as they are now; who may hold neither a session of their own nor an accompanied one is out, and so is
    /// a session whose supervisor no longer supervises.
    mutating func read(by roll: SignInRoll, at now: Instant, in reading: Reading) throws {
        for agent in agents {
            guard let person = try roll.person(agent, at: now, in: reading) else { continue }
            let state = person.standing.credential
            if state.opens(accompanied: false) || state.opens(accompanied: true) { people[agent] = person.holder }
        }
        let fresh = sessions.compactMap(Accompaniment.init)
        parted = try Array(Set(accompanied + fresh)).filter { try !roll.accompanies($0, at: now, in: reading) }
    }

    /// The sessions of somebody that may go on no longer: all, or those of the kind that the credential does not open.
    func ending(of agent: String, in table: SessionTable) -> Set<LiveSession.ID> {
        let left = Set(parted.filter { $0.agent == agent }.map(\.session))
        guard agents.contains(agent) else { return left }
        let credential = people[agent]?.subject.credential
        let kinds = [true, false].filter { credential?.opens(accompanied: $0) != true }
        let held = kinds.map { table.sessions(of: agent, accompanied: $0) }.reduce(into: Set<LiveSession.ID>()) {
            $0.formUnion($1)
        }
        let found = sessions.filter { $0.agent == agent && kinds.contains($0.accompaniedBy != nil) }.map(\.id)
        return held.union(found).union(left)
    }

    /// One receipt for each change that is answered, one for each person of whom something ended unasked.
    ///
    /// A whole city's change is answered for those alone whom it met here; what was asked of one person is always answered.
    func receipts(ended: [String: Set<LiveSession.ID>], closed: [Closing]) -> [Receipt] {
        let last = Dictionary(changes.map { ($0.agent, $0.id) }, uniquingKeysWith: max)
        let isWhole = changes.count > 100
        let byAgent = Dictionary(grouping: closed, by: \.agent)
        let answers = changes.compactMap { change -> Receipt? in
            let isLast = last[change.agent] == change.id
            let receipt = Receipt(
                change: change.id,
                agent: change.agent,
                ended: isLast ? (ended[change.agent] ?? []).sorted { $0.text < $1.text } : [],
                closed: isLast ? byAgent[change.agent] ?? [] : []
            )
            return isWhole && receipt.isEmpty ? nil : receipt
        }
        let others = closed.filter { last[$0.agent] == nil }
        let unasked = ended.filter { last[$0.key] == nil && !$0.value.isEmpty }
        return answers + Receipt.apart(others, ended: unasked)
    }
}

extension Receipt {
    /// What was closed without a change of anybody's file, one receipt for each person.
    static func apart(_ closed: [Closing], ended: [String: Set<LiveSession.ID>] = [:]) -> [Receipt] {
        let byAgent = Dictionary(grouping: closed, by: \.agent)
        return Set(byAgent.keys).union(ended.keys).sorted().map { agent in
            Receipt(
                change: nil,
                agent: agent,
                ended: (ended[agent] ?? []).sorted { $0.text < $1.text },
                closed: byAgent[agent] ?? []
            )
        }
    }
}
