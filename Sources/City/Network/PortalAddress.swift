/// The portal's public address.
package struct PortalAddress: Hashable, Sendable {
    /// Lower-case host name.
    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `https://host`, with the port when it is not 443.
    package var origin: String {
        origin(port: port)
    }

    /// The portal's origin as seen on another listener's port.
    package func origin(port: Int) -> String {
        port == 443 ? "https://\(host)" : "https://\(host):\(port)"
    }
}
