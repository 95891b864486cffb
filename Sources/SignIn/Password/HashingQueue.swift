import Dispatch
import Foundation
import Synchronization

/// The few threads that hash passwords, so that a storm of sign-ins never slows people who are in (S-20).
///
/// A full queue is a refusal, `signin.busy`, that says how long the wait is.
package final class HashingQueue: Sendable {
    private struct Waiting {
        var jobs: [@Sendable () -> Void] = []
        var running = 0
        var hashes = 0
        var millisecondsPerHash = 40.0
        var isStopped = false
    }

    /// How many hashes may wait before the queue refuses.
    package let capacity: Int
    /// What a new hash costs; an older one is raised to it when its owner signs in.
    package let cost: PasswordHash.Cost
    private let threads: Int
    private let waiting = Mutex(Waiting())
    private let signal = DispatchSemaphore(value: 0)

    /// Starts `threads` threads (default: half of the processors, at least one) that wait for at most `capacity` hashes.
    package init(
        threads: Int = max(1, ProcessInfo.processInfo.activeProcessorCount / 2),
        capacity: Int = 256,
        cost: PasswordHash.Cost = .current
    ) {
        self.threads = max(1, threads)
        self.capacity = max(1, capacity)
        self.cost = cost
        for index in 0..<self.threads { start(index) }
    }

    /// How many hashes were computed since the start: the equal-work tests count them (S-21).
    package var hashes: Int { waiting.withLock { $0.hashes } }

    /// How many hashes wait.
    package var length: Int { waiting.withLock { $0.jobs.count } }

    /// Whether a hash is being computed.
    package var isWorking: Bool { waiting.withLock { $0.running > 0 } }

    /// How long a hash that is asked for now would wait, in whole seconds, at least one.
    package var secondsToWait: Int { waiting.withLock { seconds($0) } }

    /// Computes one hash on the queue's own threads; throws `signin.busy` at once when it is full.
    package func hash<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws(SignInRefusal) -> Value {
        let answer: Value? = await withCheckedContinuation { continuation in
            let isTaken = take { [self] in
                let start = DispatchTime.now().uptimeNanoseconds
                let value = work()
                finish(milliseconds: Double(DispatchTime.now().uptimeNanoseconds &- start) / 1_000_000)
                continuation.resume(returning: value)
            }
            if !isTaken { continuation.resume(returning: nil) }
        }
        guard let answer else { throw .busy(seconds: secondsToWait) }
        return answer
    }

    /// Ends the threads once what waits is done.
    package func stop() {
        waiting.withLock { $0.isStopped = true }
        for _ in 0..<threads { signal.signal() }
    }

    private func take(_ job: @escaping @Sendable () -> Void) -> Bool {
        let isTaken = waiting.withLock { waiting in
            guard !waiting.isStopped, waiting.jobs.count < capacity else { return false }
            waiting.jobs.append(job)
            return true
        }
        if isTaken { signal.signal() }
        return isTaken
    }

    private func start(_ index: Int) {
        let thread = Thread { [waiting = self] in waiting.work() }
        thread.name = "nomade-hash-\(index)"
        thread.start()
    }

    private func work() {
        while true {
            signal.wait()
            let job = waiting.withLock { waiting -> (@Sendable () -> Void)? in
                guard !waiting.jobs.isEmpty else { return nil }
                waiting.running += 1
                return waiting.jobs.removeFirst()
            }
            guard let job else {
                if waiting.withLock({ $0.isStopped }) { return }
                continue
            }
            job()
        }
    }

    private func finish(milliseconds: Double) {
        waiting.withLock { waiting in
            waiting.running -= 1
            waiting.hashes += 1
            waiting.millisecondsPerHash += (milliseconds - waiting.millisecondsPerHash) / 8
        }
    }

    private func seconds(_ waiting: Waiting) -> Int {
        let turns = Double(waiting.jobs.count + waiting.running + 1) / Double(threads)
        return max(1, Int(min(3600, turns * waiting.millisecondsPerHash / 1000).rounded(.up)))
    }
}
