import Foundation
import Testing
import TwoEngines

@testable import Store

@Suite struct `A PostgreSQL database` {
    private func town(_ limits: PostgreSQLLimits = .usual) async throws -> LeasedDatabase {
        let database = try await LeasedDatabase(limits: limits)
        try await database.migrate(Town.migrations)
        return database
    }

    @Test func `ST-21: is migrated once by two starters at the same moment`() async throws {
        let first = try await LeasedDatabase()
        let starters: [any Database] = [first] + (0..<3).map { _ in PostgreSQLDatabase(at: first.address) }
        try await withThrowingTaskGroup { group in
            for starter in starters { group.addTask { try await starter.migrate(Town.migrations) } }
            try await group.waitForAll()
        }
        #expect(try await count(of: "migration", in: first) == Town.migrations.count)
    }

    @Test func `ST-3: loses no update when four gates write at once`() async throws {
        let first = try await town()
        let gates: [any Database] = [first] + (0..<3).map { _ in PostgreSQLDatabase(at: first.address) }
        try await Town.settle("1", "Ana", in: first)
        try await first.write { try $0.execute("INSERT INTO badge (agent, uses) VALUES ('1', 0)") }
        try await withThrowingTaskGroup { group in
            for number in 0..<80 {
                group.addTask {
                    try await gates[number % 4].write { transaction in
                        let uses: Int = try transaction.one("SELECT uses FROM badge")?["uses"] ?? 0
                        try transaction.execute("UPDATE badge SET uses = \(uses + 1)")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await first.read { try $0.one("SELECT uses FROM badge")?["uses"] } == 80)
    }

    @Test func `ST-3: waits for another gate's write, tries again, and gives up with a word`() async throws {
        let holder = try await town()
        let impatient = PostgreSQLDatabase(
            at: holder.address,
            limits: PostgreSQLLimits(retry: RetryLimit(attempts: 2, waitMilliseconds: 20))
        )
        let (gate, opened) = (DispatchSemaphore(value: 0), AsyncStream<Void>.makeStream())
        async let held: Void = holder.write { transaction in
            try transaction.execute("INSERT INTO agent VALUES ('1', 'Ana', 1)")
            opened.continuation.finish()
            gate.wait()
        }
        for await _ in opened.stream {}
        await #expect(throws: StoreError.busy(attempts: 2)) { try await Town.settle("2", "Bruno", in: impatient) }
        gate.signal()
        try await held
        try await Town.settle("2", "Bruno", in: impatient)
        #expect(try await count(of: "agent", in: holder) == 2)
    }

    @Test func `ST-22: whose connection ends before the commit changes nothing, says so, and is there again`()
        async throws
    {
        let database = try await town()
        let role = try #require(database.address.role)
        let error = await #expect(throws: StoreError.self) {
            try await database.write { transaction in
                try transaction.execute("INSERT INTO agent VALUES ('1', 'Ana', 1)")
                _ = try transaction.query("SELECT pg_terminate_backend(pg_backend_pid())")
            }
        }
        guard case .lost = error else {
            Issue.record("\(role): \(String(describing: error))")
            return
        }
        #expect(try await count(of: "agent", in: database) == 0)
        try await Town.settle("2", "Bruno", in: database)
        #expect(try await count(of: "agent", in: database) == 1)
    }

    @Test func `ST-22: whose connection ends within the commit says that the outcome is unknown, and never done`()
        async throws
    {
        let database = try await town()
        try await database.write { transaction in
            try transaction.execute(
                """
                CREATE FUNCTION fall() RETURNS trigger LANGUAGE plpgsql AS $body$
                BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $body$
                """
            )
            try transaction.execute(
                """
                CREATE CONSTRAINT TRIGGER falls AFTER INSERT ON agent DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION fall()
                """
            )
        }
        let error = await #expect(throws: StoreError.self) { try await Town.settle("1", "Ana", in: database) }
        guard case .unknownOutcome = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try await count(of: "agent", in: database) == 0)
    }

    @Test func `ST-22: whose idle connections were ended meanwhile is used as if nothing had been`() async throws {
        let database = try await town()
        #expect(try await count(of: "agent", in: database) == 0)
        let role = try #require(database.address.role)
        try await DebianServer.shared.operate(
            "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE usename = '\(role)';"
        )
        #expect(try await count(of: "agent", in: database) == 0)
        try await Town.settle("1", "Ana", in: database)
    }

    @Test func `ST-3: whose body goes on after a failed statement keeps nothing`() async throws {
        let database = try await town()
        await #expect(throws: StoreError.self) {
            try await database.write { transaction in
                try transaction.execute("INSERT INTO agent VALUES ('1', 'Ana', 1)")
                _ = try? transaction.execute("INSERT INTO agent VALUES ('1', 'Ana', 1)")
            }
        }
        #expect(try await count(of: "agent", in: database) == 0)
    }

    @Test(.timeLimit(.minutes(5))) func `ends a statement that takes too long, and waits for nobody who is not there`()
        async throws
    {
        let slow = try await town(PostgreSQLLimits(statementMilliseconds: 100))
        // Longer than the test may last: only the server's own limit can end it in time.
        await #expect(throws: StoreError.self) { try await slow.read { _ = try $0.query("SELECT pg_sleep(600)") } }
        let nowhere = PostgreSQLDatabase(at: PostgreSQLAddress(host: "127.0.0.1", port: 1, role: "x", name: "x"))
        for _ in 0..<20 {
            await #expect(throws: StoreError.self) { try await nowhere.read { _ = try $0.query("SELECT 1") } }
        }
    }

    @Test func `forgets prepared statements before they fill the server, and those that a migration changed`()
        async throws
    {
        let database = try await town()
        for number in 0..<(StatementCache.limit + 20) {
            _ = try await database.read { try $0.query(SQL(text: "SELECT \(number) AS n")) }
        }
        try await Town.settle("1", "Ana", in: database)
        let before = try await database.read { try $0.query("SELECT * FROM agent").count }
        try await PostgreSQLDatabase(at: database.address).write {
            try $0.execute("ALTER TABLE agent ADD COLUMN x TEXT")
        }
        #expect(try await database.read { try $0.query("SELECT * FROM agent").count } == before)
    }
}
