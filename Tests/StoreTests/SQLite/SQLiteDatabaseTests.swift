import Foundation
import Testing

@testable import Store

@Suite struct `A SQLite file` {
    @Test func `is in WAL mode, durable, with its references kept, and readable by its owner alone`() async throws {
        try await withFolder { folder in
            let path = folder + "/nomade.sqlite"
            let database = try SQLiteDatabase(path: path)
            try await database.migrate(Town.migrations)
            let settings = try await database.write { transaction in
                try ["journal_mode", "synchronous", "foreign_keys"].map { name in
                    try transaction.one(SQL(text: "PRAGMA \(name)")).map { String(describing: $0.values[0]) } ?? ""
                }
            }
            #expect(settings == ["text(\"wal\")", "integer(2)", "integer(1)"])
            for file in [path, path + "-wal", path + "-shm"] {
                let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(file)")
            }
            try database.close()
        }
    }

    @Test func `is read while it is written, each reader on a view that does not move`() async throws {
        try await withFolder { folder in
            let database = try SQLiteDatabase(path: folder + "/nomade.sqlite")
            try await database.migrate(Town.migrations)
            let gate = DispatchSemaphore(value: 0)
            let opened = DispatchSemaphore(value: 0)
            async let counts = database.read { reading in
                let before: Int = try reading.one("SELECT count(*) AS n FROM agent")?["n"] ?? -1
                opened.signal()
                gate.wait()
                return [before, try reading.one("SELECT count(*) AS n FROM agent")?["n"] ?? -1]
            }
            await wait(for: opened)
            try await Town.settle("1", "Ana", in: database)
            gate.signal()
            #expect(try await counts == [0, 0])
            #expect(try await count(of: "agent", in: database) == 1)
        }
    }

    @Test func `tries a write again while another program writes, and then gives up with a word`() async throws {
        try await withFolder { folder in
            let path = folder + "/nomade.sqlite"
            let holder = try SQLiteDatabase(path: path)
            try await holder.migrate(Town.migrations)
            let impatient = try SQLiteDatabase(path: path, retry: RetryLimit(attempts: 2, waitMilliseconds: 1))
            let patient = try SQLiteDatabase(path: path, retry: RetryLimit(attempts: 400, waitMilliseconds: 1))
            let gate = DispatchSemaphore(value: 0)
            let opened = DispatchSemaphore(value: 0)
            async let held: Void = holder.write { transaction in
                try transaction.execute("INSERT INTO agent VALUES ('1', 'Ana', 1)")
                opened.signal()
                gate.wait()
            }
            await wait(for: opened)
            await #expect(throws: StoreError.busy(attempts: 2)) { try await Town.settle("2", "Bruno", in: impatient) }
            async let second: Void = Town.settle("3", "Chloé", in: patient)
            gate.signal()
            _ = try await (held, second)
            #expect(try await count(of: "agent", in: holder) == 2)
        }
    }

    @Test func `loses no update when many write at once`() async throws {
        try await withFolder { folder in
            let path = folder + "/nomade.sqlite"
            let databases = [try SQLiteDatabase(path: path), try SQLiteDatabase(path: path)]
            try await databases[0].migrate(Town.migrations)
            try await Town.settle("1", "Ana", in: databases[0])
            try await databases[0].write { try $0.execute("INSERT INTO badge (agent, uses) VALUES ('1', 0)") }
            try await withThrowingTaskGroup { group in
                for number in 0..<40 {
                    group.addTask {
                        try await databases[number % 2].write { transaction in
                            let uses: Int = try transaction.one("SELECT uses FROM badge")?["uses"] ?? 0
                            try transaction.execute("UPDATE badge SET uses = \(uses + 1)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let uses: Int? = try await databases[0].read { try $0.one("SELECT uses FROM badge")?["uses"] }
            #expect(uses == 40)
        }
    }

    @Test func `S-30: is copied whole while it is open, for its owner alone, and never over another file`() async throws
    {
        try await withFolder { folder in
            let database = try SQLiteDatabase(path: folder + "/nomade.sqlite")
            try await database.migrate(Town.migrations)
            try await Town.settle("1", "Ana", in: database)
            let copy = folder + "/backup.sqlite"
            try database.copy(to: copy)
            let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(throws: StoreError.self) { try database.copy(to: copy) }
            #expect(try await count(of: "agent", in: try SQLiteDatabase(path: copy)) == 1)
        }
    }

    @Test func `S-35: in a folder that is not there is refused by name`() {
        let error = #expect(throws: StoreError.self) { try SQLiteDatabase(path: "/nonexistent/nomade.sqlite") }
        #expect(error?.description == "/nonexistent/nomade.sqlite cannot be opened: No such file or directory (file)")
    }
}

/// Waits without holding a thread of the pool on which the tests run.
private func wait(for semaphore: DispatchSemaphore) async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
        DispatchQueue.global().async {
            semaphore.wait()
            continuation.resume()
        }
    }
}
