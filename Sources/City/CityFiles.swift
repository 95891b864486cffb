/// The certificate chain and its key, as paths of PEM files.
package struct CertificateFiles: Hashable, Sendable {
    package let chain: String
    package let key: String

    package init(chain: String, key: String) {
        self.chain = chain
        self.key = key
    }
}

/// The paths that the city file names, made absolute from its own folder.
package struct CityFiles: Hashable, Sendable {
    /// The city file itself.
    package let city: String
    /// The folder of the database.
    package let data: String
    /// The key file, never inside `data` (S-35).
    package let keyFile: String
    /// The certificate; nil when every listener is plain.
    package let certificate: CertificateFiles?

    /// The PostgreSQL server; nil for the embedded database in `data`.
    package let server: DatabaseServer?

    package init(
        city: String,
        data: String,
        keyFile: String,
        certificate: CertificateFiles?,
        server: DatabaseServer? = nil
    ) {
        self.server = server
        self.city = city
        self.data = data
        self.keyFile = keyFile
        self.certificate = certificate
    }

    /// The path of the SQLite database, which is not there when a server is named.
    package var database: String {
        data.hasSuffix("/") ? data + "nomade.sqlite" : data + "/nomade.sqlite"
    }
}
