import Synchronization

/// Spaces out the attempts to reach a server that is gone: meanwhile a transaction is refused at once, not after a wait.
final class Reconnection: Sendable {
    private struct State {
        var failures = 0
        var error = StoreError.closed
        var notBefore = ContinuousClock.now
    }

    private let state = Mutex(State())

    /// Opens, unless the last failure was a moment ago; then throws that failure again.
    func open<T>(_ work: () throws(StoreError) -> T) throws(StoreError) -> T {
        if let error = state.withLock({ $0.failures > 0 && .now < $0.notBefore ? $0.error : nil }) { throw error }
        do throws(StoreError) {
            let opened = try work()
            state.withLock { $0.failures = 0 }
            return opened
        } catch {
            state.withLock { state in
                state.failures = min(state.failures + 1, 8)
                state.error = error
                state.notBefore = .now.advanced(by: .milliseconds(Self.pause(after: state.failures)))
            }
            throw error
        }
    }

    /// Milliseconds: 20, 40, 80 … at most a second, so that a server that is back is used within a second.
    static func pause(after failures: Int) -> Int { min(1_000, 10 << min(max(failures, 0), 7)) }
}
