import Store

/// One open exchange that a gate closed, because its session ended or its app is no longer permitted.
package struct Closing: Hashable, Sendable {
    /// What was open.
    package enum Kind: String, CaseIterable, Sendable {
        case webSocket = "websocket"
        /// Server-sent events.
        case stream
        case download, upload
        /// Sent whole, not answered yet.
        case request
    }

    /// Why it was closed.
    package enum Reason: String, CaseIterable, Sendable {
        /// Its session ended: signed out, or a credential that opens nothing.
        case ended
        /// The decision on its app is no longer to permit.
        case refused
        /// Its session rests or is over; nobody took anything away.
        case expired
    }

    /// The employee number.
    package let agent: String
    package let session: LiveSession.ID
    /// The app's key.
    package let app: String
    package let kind: Kind
    package let reason: Reason

    package init(agent: String, session: LiveSession.ID, app: String, kind: Kind, reason: Reason) {
        self.agent = agent
        self.session = session
        self.app = app
        self.kind = kind
        self.reason = reason
    }
}

extension Closing.Kind: ColumnValue {}
