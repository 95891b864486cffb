import Synchronization

/// What this node's gate keeps open, as the keeper of sessions reaches it: it has everything judged anew, and learns what
/// was closed.
package final class OpenDoors: Sendable {
    /// Judges every open exchange of these people anew, of everybody for nil; returns when each was.
    package typealias Judge = @Sendable (Set<String>?) async -> Void

    /// The node's name, the same after a restart: its host and first port.
    package let node: String
    private let judge = Mutex<Judge?>(nil)
    private let closings = Mutex<[Closing]>([])

    /// Doors that nobody guards yet.
    package init(node: String) { self.node = node }

    /// From here on the gate is asked.
    package func guarded(by judge: @escaping Judge) { self.judge.withLock { $0 = judge } }

    /// Notes what the gate closed; what only expired is no revocation.
    package func note(_ closed: [Closing]) {
        let revoked = closed.filter { $0.reason != .expired }
        guard !revoked.isEmpty else { return }
        // Bounded: while the database is down nobody takes them away.
        closings.withLock { $0 = Array(($0 + revoked).suffix(100_000)) }
    }

    func judgeAnew(_ agents: Set<String>?) async { await judge.withLock { $0 }?(agents) }

    func take() -> [Closing] {
        closings.withLock { closings in
            defer { closings = [] }
            return closings
        }
    }
}
