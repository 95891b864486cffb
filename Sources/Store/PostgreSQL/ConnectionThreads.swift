import Foundation
import Synchronization

/// A few threads of their own, each with one connection: a blocking call never holds up the program's shared threads.
final class ConnectionThreads: Sendable {
    private typealias Job = @Sendable (ThreadConnection?) -> Void

    private struct State {
        var jobs: [Job] = []
        var threads = 0
        var idle = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let ready = DispatchSemaphore(value: 0)
    private let limit: Int
    private let open: @Sendable () throws -> PostgreSQLConnection

    /// At most `limit` threads, started when there is work for them; `open` makes a connection for one of them.
    init(limit: Int, open: @escaping @Sendable () throws -> PostgreSQLConnection) {
        (self.limit, self.open) = (limit, open)
    }

    /// Runs `work` on one of the threads; throws what it throws, or `StoreError.closed`.
    func run<T: Sendable>(_ work: @escaping @Sendable (ThreadConnection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            submit { connection in
                guard let connection else { return continuation.resume(throwing: StoreError.closed) }
                continuation.resume(with: Result { try work(connection) })
            }
        }
    }

    /// Lets the threads end after what they are doing; what waits is refused.
    func close() {
        let (waiting, threads) = state.withLock { state in
            defer { (state.jobs, state.isClosed) = ([], true) }
            return (state.jobs, state.threads)
        }
        for job in waiting { job(nil) }
        for _ in 0..<threads { ready.signal() }
    }

    private func submit(_ job: @escaping Job) {
        let (isRefused, starts) = state.withLock { state in
            guard !state.isClosed else { return (true, false) }
            state.jobs.append(job)
            let starts = state.jobs.count > state.idle && state.threads < limit
            if starts { state.threads += 1 }
            return (false, starts)
        }
        guard !isRefused else { return job(nil) }
        if starts {
            let thread = Thread { [self] in serve() }
            thread.name = "nomade.store"
            thread.start()
        }
        ready.signal()
    }

    private func serve() {
        let connection = ThreadConnection(open: open)
        while true {
            state.withLock { $0.idle += 1 }
            ready.wait()
            let (job, isClosed) = state.withLock { state in
                state.idle -= 1
                return (state.jobs.isEmpty ? nil : state.jobs.removeFirst(), state.isClosed)
            }
            if let job { job(connection) } else if isClosed { return }
        }
    }
}
