package import City
package import Store

extension CityFiles {
    /// The database that the city file names, open; the PostgreSQL server is first asked when something is read or written.
    package func openDatabase() throws -> any Database {
        guard let server else { return try SQLiteDatabase(path: database) }
        return PostgreSQLDatabase(at: PostgreSQLAddress(server))
    }

    /// How messages call the database; never its password.
    package var databaseName: String {
        server.map { PostgreSQLAddress($0).description } ?? database
    }
}

extension PostgreSQLAddress {
    /// The address that the city file names.
    package init(_ server: DatabaseServer) {
        self.init(
            host: server.host,
            port: server.port,
            role: server.role,
            name: server.name,
            passwordFile: server.passwordFile,
            authority: server.authority
        )
    }
}
