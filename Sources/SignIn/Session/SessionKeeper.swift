import People
package import Policy
package import Store
import Synchronization

/// Keeps the table of sessions equal to the store and to people's files, on every node of the city: at the start, at each
/// piece of news, at the turn of each quarter of an hour.
///
/// One reading at a time, each of one view of the database; what a door does meanwhile is in the table already, and merges
/// with it in either order.
package final class SessionKeeper: Sendable {
    private struct Cursors {
        var people: NewsCursor
        var sessions: NewsCursor
        var readAt: Instant
    }

    /// The table that the doors ask.
    package let table: SessionTable
    /// What is open at this node's gate.
    package let doors: OpenDoors
    let database: any Database
    private let roll: SignInRoll
    private let turn = Turn()
    private let cursors = Mutex<Cursors?>(nil)
    /// What a round that did not end kept back: it is written with the next.
    private let unwritten = Mutex<[Receipt]>([])

    /// A keeper of one table over one store.
    package init(
        table: SessionTable,
        database: any Database,
        roll: SignInRoll,
        doors: OpenDoors = OpenDoors(node: "")
    ) {
        self.table = table
        self.database = database
        self.roll = roll
        self.doors = doors
    }

    /// Fills the table from the store; people who may no longer come in lose their sessions here (S-15).
    package func load(at now: Instant) async throws { try await refreshAll(at: now) }

    /// Reads the news since last time: sessions that other gates opened, renewed and ended; people who may no longer come
    /// in are out, the others are judged by their new facts, with all that they have open (S-16).
    @discardableResult
    package func refresh(at now: Instant) async throws -> [Receipt] {
        try await turn.take { [self] in
            guard let known = cursors.withLock({ $0 }), now < known.readAt.adding(seconds: SessionNews.life / 2) else {
                return try await readAll(at: now)
            }
            return try await readNews(after: known, at: now)
        }
    }

    /// Reads every session and everybody who holds one anew: when the city file changed, or time went on.
    @discardableResult
    package func refreshAll(at now: Instant) async throws -> [Receipt] {
        try await turn.take { [self] in try await readAll(at: now) }
    }

    /// Ends sessions in the store and in the table.
    package func end(_ sessions: [LiveSession.ID], at now: Instant) async throws {
        try await database.write { transaction in
            for id in sessions { try SessionStore.end(id, at: now, in: transaction) }
        }
        table.end(sessions)
    }
}

extension SessionKeeper {
    private func readNews(after known: Cursors, at now: Instant) async throws -> [Receipt] {
        let (view, cursors) = try await database.read { [self] reading in
            var cursors = known
            cursors.readAt = now
            let changes = try AgentStore.changes(after: known.people.floor, in: reading)
            let told = cursors.people.take(changes.map(\.id), atSecond: now.seconds)
            let news = try SessionNews.after(known.sessions.floor, in: reading)
            let fresh = cursors.sessions.take(news.map(\.id), atSecond: now.seconds)
            var view = SessionView(changes: changes.filter { told.contains($0.id) })
            if !view.changes.isEmpty { view.accompanied = table.accompanied }
            let latest = Dictionary(news.filter { fresh.contains($0.id) }.map { ($0.session, $0) }) { $1 }
            for news in latest.values { try view.look(at: news, in: reading) }
            for agent in Set(view.changes.map(\.agent)) where !table.sessions(of: agent).isEmpty {
                view.agents.insert(agent)
            }
            try view.read(by: roll, at: now, in: reading)
            return (view, cursors)
        }
        self.cursors.withLock { $0 = cursors }
        guard !view.isEmpty else { return try await write([], ending: [], at: now) }
        return try await apply(view, everybody: false, at: now)
    }

    private func readAll(at now: Instant) async throws -> [Receipt] {
        let before = table.ids
        let (view, cursors) = try await database.read { [roll] reading in
            let changes = try AgentStore.newestChange(in: reading)
            var people = NewsCursor.start(newest: changes)
            var sessions = NewsCursor.start(newest: try SessionNews.newest(in: reading))
            _ = people.take(try AgentStore.changes(after: people.floor, in: reading).map(\.id), atSecond: now.seconds)
            _ = sessions.take(try SessionNews.after(sessions.floor, in: reading).map(\.id), atSecond: now.seconds)
            var view = SessionView(changes: [])
            view.sessions = try SessionStore.sessions(in: reading)
            view.tokens = try SessionStore.tokens(in: reading)
            view.agents = Set(view.sessions.map(\.agent))
            view.gone = before.subtracting(view.sessions.map(\.id))
            view.accompanied = view.sessions.compactMap(Accompaniment.init)
            try view.read(by: roll, at: now, in: reading)
            return (view, Cursors(people: people, sessions: sessions, readAt: now))
        }
        self.cursors.withLock { $0 = cursors }
        return try await apply(view, everybody: true, at: now)
    }

    /// Memory first, then what is open, then the store: nobody waits for the disk to be shut out.
    private func apply(_ view: SessionView, everybody: Bool, at now: Instant) async throws -> [Receipt] {
        let out = view.agents.filter { view.people[$0] == nil }
        let concerned = view.agents.union(view.parted.map(\.agent))
        let ended = Dictionary(uniqueKeysWithValues: concerned.map { ($0, view.ending(of: $0, in: table)) })
        let over = view.gone.union(ended.values.flatMap(\.self))
        table.end(over)
        for holder in view.people.values { table.hold(holder) }
        for session in view.sessions where !over.contains(session.id) {
            view.people[session.agent].map { table.open(session, held: $0) }
        }
        for token in view.tokens { table.give(token) }
        let judged = everybody ? nil : concerned.union(view.changes.map(\.agent)).union(view.leaving)
        await doors.judgeAnew(judged)
        let receipts = try await write(view.receipts(ended: ended, closed: doors.take()), ending: out, at: now)
        if everybody || view.changes.contains(where: { $0.kind == .closed }) {
            try await database.write { try ProofStore.eraseClosed(in: $0) }
        }
        return receipts
    }

    /// Receipts that could not be written go with the next round's.
    private func write(_ receipts: [Receipt], ending out: Set<String>, at now: Instant) async throws -> [Receipt] {
        let receipts = unwritten.withLock { [doors] kept in
            kept += receipts + Receipt.apart(doors.take())
            return kept
        }
        guard !receipts.isEmpty || !out.isEmpty else { return [] }
        try await database.write { [doors] transaction in
            for agent in out { try SessionStore.endAll(of: agent, at: now, in: transaction) }
            for receipt in receipts {
                for id in receipt.ended { try SessionStore.end(id, at: now, in: transaction) }
                try ReceiptStore.keep(receipt, of: doors.node, at: now, in: transaction)
            }
        }
        unwritten.withLock { $0 = [] }
        return receipts
    }
}
