package import Policy

/// What the socket says of a request: all that identity, app and decision may take from a connection (S-3).
package struct ClientConnection: Hashable, Sendable {
    package let channel: Channel
    /// The peer's address, without port.
    package let peer: String
    /// The listener's public port: redirects of this request keep it.
    package let port: Int

    package init(channel: Channel, peer: String, port: Int) {
        self.channel = channel
        self.peer = peer
        self.port = port
    }
}
