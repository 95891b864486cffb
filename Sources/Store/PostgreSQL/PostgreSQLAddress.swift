/// Where a PostgreSQL server is and who we are there; holds no password, only the path of the file that does.
package struct PostgreSQLAddress: Hashable, Sendable {
    /// A name, an address or the folder of a socket; nil for this machine's usual socket.
    package let host: String?
    package let port: UInt16
    /// The role; nil for the name of the user who runs the program.
    package let role: String?
    /// The database.
    package let name: String
    /// The file that holds the password alone; nil when the server asks for none, or `PGPASSFILE` says it.
    package let passwordFile: String?
    /// The authorities (PEM) that vouch for a server on another machine; nil for the system's own.
    package let authority: String?

    package init(
        host: String?,
        port: UInt16 = 5432,
        role: String?,
        name: String,
        passwordFile: String? = nil,
        authority: String? = nil
    ) {
        (self.host, self.port, self.role, self.name) = (host, port, role, name)
        (self.passwordFile, self.authority) = (passwordFile, authority)
    }

    /// Whether the bytes stay on this machine; elsewhere the server's certificate is verified (S-40).
    package var isLocal: Bool {
        guard let host else { return true }
        return host.hasPrefix("/") || ["localhost", "127.0.0.1", "::1"].contains(host)
    }
}

extension PostgreSQLAddress: CustomStringConvertible {
    /// The address as the city file writes it.
    package var description: String {
        let bare = host.map { $0.utf8.contains(UInt8(ascii: ":")) ? "[\($0)]" : $0 } ?? ""
        return "postgres://\(role.map { $0 + "@" } ?? "")\(bare):\(port)/\(name)"
    }
}
