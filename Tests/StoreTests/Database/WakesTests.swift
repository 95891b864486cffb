import Testing
import TwoEngines

@testable import Store

@Suite(.onBothEngines) struct `The wakes of a database` {
    struct Refused: Error {}

    @Test func `ST-19: come after the commit, so that who is woken reads the change`() async throws {
        let database = try await Town.database()
        var wakes = await listener(to: database)
        try await announce("1", in: database)
        #expect(await wakes.next() != nil)
        #expect(try await count(of: "agent", in: database) == 1)
    }

    @Test func `ST-19: come to nobody for a change that was undone or not announced`() async throws {
        let database = try await Town.database()
        var wakes = await listener(to: database)
        try await Town.settle("1", "Ana", in: database)
        await #expect(throws: Refused.self) {
            try await database.write { transaction in
                try transaction.announce()
                throw Refused()
            }
        }
        try await Task.sleep(for: .milliseconds(200))
        try database.close()
        #expect(await wakes.next() == nil)
    }

    @Test func `come to each listener, and as one to whoever was busy`() async throws {
        let database = try await Town.database()
        let listeners = [await listener(to: database), await listener(to: database)]
        for number in 1...20 { try await announce("\(number)", in: database) }
        try await Task.sleep(for: .milliseconds(200))
        try database.close()
        for var wakes in listeners {
            #expect(await wakes.next() != nil)
            #expect(await wakes.next() == nil)
        }
    }

    @Test func `end with the database, also for who listens only then`() async throws {
        let database = try await Town.database()
        try database.close()
        for await _ in database.wakes() { Issue.record("a closed database woke somebody") }
    }

    /// A listener that stands: PostgreSQL wakes it once when its connection does.
    private func listener(to database: any Database) async -> AsyncStream<Void>.Iterator {
        var wakes = database.wakes().makeAsyncIterator()
        if Engine.current == .postgreSQL { _ = await wakes.next() }
        return wakes
    }

    private func announce(_ number: String, in database: any Database) async throws {
        try await database.write { transaction in
            try transaction.execute("INSERT INTO agent VALUES (\(number), 'Ana', 1)")
            try transaction.announce()
        }
    }
}
