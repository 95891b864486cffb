import Foundation
import Synchronization

/// The one connection of a conversation, held by a descriptor of our own, so that whoever has waited long enough can end it
/// from outside: libldap waits for a TLS handshake without end.
final class DirectoryLine: Sendable {
    private struct State {
        var descriptor: Int32 = -1
        var isCut = false
    }

    private let state = Mutex(State())

    deinit {
        let descriptor = state.withLock { $0.descriptor }
        if descriptor >= 0 { close(descriptor) }
    }

    /// Keeps hold of the connection; false for a second one, which would go without what was agreed on the first.
    func hold(_ connected: Int32) -> Bool {
        state.withLock { state in
            guard state.descriptor < 0, !state.isCut, connected >= 0 else { return false }
            state.descriptor = dup(connected)
            return state.descriptor >= 0
        }
    }

    /// Whether the connection was made.
    var isHeld: Bool { state.withLock { $0.descriptor >= 0 } }

    /// Ends the connection: whoever reads from it or writes to it stops waiting.
    func cut() {
        state.withLock { state in
            state.isCut = true
            if state.descriptor >= 0 { shutdown(state.descriptor, Int32(SHUT_RDWR)) }
        }
    }
}
