import Testing

@testable import Store

@Suite struct `The wakes of a database` {
    struct Refused: Error {}

    @Test func `ST-19: come after the commit, so that who is woken reads the change`() async throws {
        let database = try await Town.database()
        var wakes = database.wakes().makeAsyncIterator()
        try await announce("1", in: database)
        #expect(await wakes.next() != nil)
        #expect(try await count(of: "agent", in: database) == 1)
    }

    @Test func `ST-19: come to nobody for a change that was undone or not announced`() async throws {
        let database = try await Town.database()
        let wakes = database.wakes()
        try await Town.settle("1", "Ana", in: database)
        await #expect(throws: Refused.self) {
            try await database.write { transaction in
                try transaction.announce()
                throw Refused()
            }
        }
        try database.close()
        var heard = 0
        for await _ in wakes { heard += 1 }
        #expect(heard == 0)
    }

    @Test func `come as one to a listener who was busy, and to each listener`() async throws {
        let database = try await Town.database()
        let streams = [database.wakes(), database.wakes()]
        for number in ["1", "2", "3"] { try await announce(number, in: database) }
        try database.close()
        for stream in streams {
            var heard = 0
            for await _ in stream { heard += 1 }
            #expect(heard == 1)
        }
    }

    @Test func `end with the database, also for who listens only then`() async throws {
        let database = try await Town.database()
        try database.close()
        for await _ in database.wakes() { Issue.record("a closed database woke somebody") }
    }

    private func announce(_ number: String, in database: any Database) async throws {
        try await database.write { transaction in
            try transaction.execute("INSERT INTO agent VALUES (\(number), 'Ana', 1)")
            try transaction.announce()
        }
    }
}
