import Synchronization

/// Holds the foreign server that a story began with.
final class Started: Sendable {
    private let held = Mutex<ForeignServer?>(nil)
    private let found = Mutex<[String: [String]]>([:])

    var server: ForeignServer? { held.withLock { $0 } }

    /// What the oracle said of the story.
    var complaints: [String: [String]] {
        get { found.withLock { $0 } }
        set { found.withLock { $0 = newValue } }
    }

    /// Starts it before a recording app, and returns its port.
    func start(_ kind: ForeignServer.Kind, sink: Int) async throws -> Int {
        let server = try await ForeignServer.start(kind, sink: sink)
        held.withLock { $0 = server }
        return server.port
    }
}
