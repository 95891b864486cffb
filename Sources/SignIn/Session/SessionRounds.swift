import People
package import Policy
import Store

extension SessionKeeper {
    /// Writes the activity that moved by a bucket, hears of the other gates' activity, and removes what is over (S-15).
    package func flush(at now: Instant) async throws {
        let moved = table.change { $0.unwritten() }
        let looks = table.change { $0.unwrittenLooks() }
        let gone = table.change { $0.gone(at: now) }
        let heard = try await database.write { transaction in
            for (id, activeAt) in moved { try SessionStore.note(id, at: activeAt, in: transaction) }
            for (id, look) in looks { try SessionStore.wear(look, in: id, in: transaction) }
            try SessionStore.purge(at: now, in: transaction)
            try SessionNews.purge(at: now, in: transaction)
            try ReceiptStore.purge(at: now, in: transaction)
            try TicketStore.purge(at: now, in: transaction)
            try ThrottleStore.purge(before: now.adding(seconds: -7_200), in: transaction)
            try KnownBrowserStore.purge(at: now, in: transaction)
            try SentCodeStore.purge(at: now, in: transaction)
            try ActivationProgressStore.purge(at: now, in: transaction)
            try MessageStore.purge(at: now, in: transaction)
            try MailStore.purge(at: now, in: transaction)
            try ChannelCodeStore.purge(at: now, in: transaction)
            try CallerCheckStore.purge(at: now, in: transaction)
            return try SessionStore.activity(since: now.adding(seconds: -30), in: transaction)
        }
        table.change { rooms in
            for id in gone { rooms.end(id) }
            for (id, activeAt) in heard { rooms.hear(id, activeAt: activeAt) }
            rooms.turn()
        }
    }

    /// Keeps the table until the task is cancelled: news as soon as the database wakes us and four times a second unasked,
    /// a sign of life every two seconds, activity every ten, everybody at the turn of each quarter of an hour, so that a
    /// new day is felt. `failed` is told what went wrong; the next round goes on.
    package func run(
        now: @escaping @Sendable () -> Instant,
        failed: @escaping @Sendable (any Error) -> Void
    ) async {
        await withTaskGroup(of: Void.self) { group in
            let (bells, bell) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
            let wakes = database.wakes()
            group.addTask { for await _ in wakes { bell.yield() } }
            group.addTask {
                while !Task.isCancelled {
                    bell.yield()
                    try? await Task.sleep(for: .milliseconds(250))
                }
            }
            var rounds = Rounds(at: now())
            for await _ in bells {
                do { try await rounds.go(self, at: now()) } catch { failed(error) }
            }
        }
    }

    /// Says that this node lives, so that whoever suspends somebody waits for its receipt.
    package func beat(at now: Instant) async throws {
        try await database.write { [doors] in try GateNodeStore.beat(doors.node, at: now, in: $0) }
    }

    /// Says that this node is closed: nobody waits for it.
    package func rest() async throws {
        try await database.write { [doors] in try GateNodeStore.rest(doors.node, in: $0) }
    }
}

/// What is due when.
private struct Rounds {
    private var quarter: Int64
    private var beatAt: Int64
    private var flushAt: Int64

    init(at now: Instant) {
        quarter = now.seconds / 900
        beatAt = now.seconds
        flushAt = now.seconds + 10
    }

    mutating func go(_ keeper: SessionKeeper, at now: Instant) async throws {
        try await keeper.refresh(at: now)
        if now.seconds >= beatAt {
            beatAt = now.seconds + 2
            try await keeper.beat(at: now)
        }
        if now.seconds >= flushAt {
            flushAt = now.seconds + 10
            try await keeper.flush(at: now)
        }
        guard now.seconds / 900 != quarter else { return }
        quarter = now.seconds / 900
        try await keeper.refreshAll(at: now)
    }
}
