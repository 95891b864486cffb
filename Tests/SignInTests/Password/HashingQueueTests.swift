import Dispatch
import SignIn
import Testing

@Suite struct `The hashing queue` {
    @Test func `S-20: counts its hashes and gives each its answer`() async throws {
        let queue = HashingQueue(threads: 2, capacity: 64)
        defer { queue.stop() }
        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<32 { group.addTask { try await queue.hash { number * 2 } } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(answers == Set((0..<32).map { $0 * 2 }))
        #expect(queue.hashes == 32)
    }

    @Test func `S-20: refuses at once when it is full, and says how long to wait`() async throws {
        let queue = HashingQueue(threads: 1, capacity: 1)
        defer { queue.stop() }
        let latch = Latch()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await queue.hash { latch.wait() } }
            while !queue.isWorking { await Task.yield() }
            group.addTask { try await queue.hash {} }
            while queue.length == 0 { await Task.yield() }
            await #expect(throws: SignInRefusal.busy(seconds: 1)) { try await queue.hash {} }
            latch.open()
            try await group.waitForAll()
        }
        #expect(queue.hashes == 2)
    }
}

/// Holds a thread until it is opened.
private final class Latch: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    func wait() { semaphore.wait() }
    func open() { semaphore.signal() }
}
