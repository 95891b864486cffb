/// A PostgreSQL server that the city file names in the place of the embedded database; the password is in a file.
package struct DatabaseServer: Hashable, Sendable {
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
        port: UInt16,
        role: String?,
        name: String,
        passwordFile: String? = nil,
        authority: String? = nil
    ) {
        (self.host, self.port, self.role, self.name) = (host, port, role, name)
        (self.passwordFile, self.authority) = (passwordFile, authority)
    }
}
