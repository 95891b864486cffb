import Synchronization

/// Tells everyone who listens that an announced change was committed; several changes may come as one wake.
final class Wakes: Sendable {
    private struct Listeners {
        var next = 0
        var open: [Int: AsyncStream<Void>.Continuation] = [:]
        var isOver = false
    }

    private let listeners = Mutex(Listeners())

    /// A stream of its own for one listener, from now until it stops listening or the database is closed.
    func stream() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let number = listeners.withLock { state -> Int? in
            guard !state.isOver else { return nil }
            state.next += 1
            state.open[state.next] = continuation
            return state.next
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.listeners.withLock { $0.open[number] = nil }
        }
        return stream
    }

    func wake() {
        for continuation in listeners.withLock({ Array($0.open.values) }) { continuation.yield() }
    }

    func end() {
        let open = listeners.withLock { state in
            defer { (state.open, state.isOver) = ([:], true) }
            return Array(state.open.values)
        }
        for continuation in open { continuation.finish() }
    }
}
