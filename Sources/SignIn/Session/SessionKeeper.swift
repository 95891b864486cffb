import People
package import Policy
package import Store
import Synchronization

/// Keeps the table of sessions equal to the store and to people's files: at the start, at each piece of news, at midnight.
package final class SessionKeeper: Sendable {
    /// What ended, and whose it was: a revocation's receipt.
    package struct Receipt: Hashable, Sendable {
        /// The sessions that were closed.
        package let ended: [LiveSession.ID]
        /// The people whose facts were read anew.
        package let agents: [String]
    }

    /// The table that the doors ask.
    package let table: SessionTable
    private let database: any Database
    private let roll: SignInRoll
    private let read = Mutex(Int64(0))

    /// A keeper of one table over one store.
    package init(table: SessionTable, database: any Database, roll: SignInRoll) {
        self.table = table
        self.database = database
        self.roll = roll
    }

    /// Fills the empty table from the store; people who may no longer come in lose their sessions here (S-15).
    package func load(at now: Instant) async throws {
        let (sessions, tokens, newest) = try await database.read { reading in
            (
                try SessionStore.sessions(in: reading), try SessionStore.tokens(in: reading),
                try AgentStore.newestChange(in: reading)
            )
        }
        read.withLock { $0 = newest }
        for (agent, sessions) in Dictionary(grouping: sessions, by: \.agent) {
            guard let person = try await person(agent, at: now), person.standing.credential == .active else {
                try await end(sessions.map(\.id))
                continue
            }
            for session in sessions { table.open(session, held: person.holder) }
        }
        for token in tokens { table.give(token) }
    }

    /// Reads the news of people since last time: whoever may no longer come in is out, the others are judged by their
    /// new facts from the next request on (S-16).
    @discardableResult
    package func refresh(at now: Instant) async throws -> Receipt {
        let after = read.withLock { $0 }
        let changes = try await database.read { try AgentStore.changes(after: after, in: $0) }
        guard let newest = changes.map(\.id).max() else { return Receipt(ended: [], agents: []) }
        let receipt = try await renew(Array(Set(changes.map(\.agent))), at: now)
        read.withLock { $0 = max($0, newest) }
        return receipt
    }

    /// Reads everybody who holds a session anew: when the city file changed, or a new day began.
    @discardableResult
    package func refreshAll(at now: Instant) async throws -> Receipt { try await renew(table.agents, at: now) }

    /// Writes the activity that moved by a bucket, and removes what is over (S-15).
    package func flush(at now: Instant) async throws {
        let moved = table.change { $0.unwritten() }
        let over = table.change { $0.over(at: now) }
        try await database.write { transaction in
            for (id, activeAt) in moved { try SessionStore.note(id, at: activeAt, in: transaction) }
            try SessionStore.purge(at: now, in: transaction)
            try TicketStore.purge(at: now, in: transaction)
            try ThrottleStore.purge(before: now.adding(seconds: -7_200), in: transaction)
            try KnownBrowserStore.purge(at: now, in: transaction)
        }
        table.end(over)
    }

    /// Ends sessions in the store and in the table.
    package func end(_ sessions: [LiveSession.ID]) async throws {
        try await database.write { transaction in
            for id in sessions { try SessionStore.end(id, in: transaction) }
        }
        table.end(sessions)
    }

    private func renew(_ agents: [String], at now: Instant) async throws -> Receipt {
        var ended: [LiveSession.ID] = []
        for agent in agents where !table.sessions(of: agent).isEmpty {
            if let person = try await person(agent, at: now), person.standing.credential == .active {
                table.hold(person.holder)
            } else {
                let sessions = Array(table.sessions(of: agent))
                table.end(sessions)
                try await end(sessions)
                ended += sessions
            }
        }
        return Receipt(ended: ended, agents: agents)
    }

    private func person(_ agent: String, at now: Instant) async throws -> SignInPerson? {
        try await database.read { [roll] in try roll.person(agent, at: now, in: $0) }
    }
}

extension SessionKeeper {
    /// Keeps the table until the task is cancelled: news four times a second, activity every ten seconds, everybody at the
    /// turn of each quarter of an hour, so that a new day is felt. `failed` is told what went wrong; the next turn goes on.
    package func run(
        now: @escaping @Sendable () -> Instant,
        failed: @escaping @Sendable (any Error) -> Void
    ) async {
        var turn = 0
        var quarter = now().seconds / 900
        while !Task.isCancelled {
            do {
                try await refresh(at: now())
                if turn % 40 == 39 { try await flush(at: now()) }
                if now().seconds / 900 != quarter {
                    quarter = now().seconds / 900
                    try await refreshAll(at: now())
                }
            } catch { failed(error) }
            turn += 1
            try? await Task.sleep(for: .milliseconds(250))
        }
    }
}
