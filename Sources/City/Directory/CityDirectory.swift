/// The LDAP server of the city's directory, always over TLS.
package struct DirectoryServer: Hashable, Sendable {
    /// When the connection becomes TLS.
    package enum Security: String, Hashable, Sendable {
        /// By StartTLS (RFC 4511 §4.14): nothing of ours travels before it.
        case startTLS = "ldap"
        /// From its first byte.
        case implicit = "ldaps"
    }

    /// Who we are to the server.
    package struct Account: Hashable, Sendable {
        /// The distinguished name that we bind with.
        package let name: String
        /// The file that holds the password, as an absolute path; it is read at each conversation and never kept.
        package let passwordFile: String

        package init(name: String, passwordFile: String) {
            self.name = name
            self.passwordFile = passwordFile
        }
    }

    package let security: Security
    /// A name or an address, which the server's certificate bears.
    package let host: String
    package let port: Int
    package let account: Account
    /// The PEM file of the authority that alone may vouch for the server, as an absolute path.
    package let authority: String

    package init(_ security: Security, host: String, port: Int, account: Account, authority: String) {
        self.security = security
        self.host = host
        self.port = port
        self.account = account
        self.authority = authority
    }

    /// Host and port as an address has them.
    package var place: String {
        host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// The server as an address, such as `ldaps://directory.example.org:636`.
    package var url: String { "\(security.rawValue)://\(place)" }
}

/// How Nomade makes a profile that the directory lacks.
package struct DirectoryCreation: Hashable, Sendable {
    /// The field whose value names the entry.
    package let field: DirectoryField
    /// The distinguished name under which it is put.
    package let parent: String
    package let objectClasses: [String]

    package init(field: DirectoryField, parent: String, objectClasses: [String]) {
        self.field = field
        self.parent = parent
        self.objectClasses = objectClasses
    }
}

/// The city's directory, in which an IT contact looks for the profiles of the own people.
package struct CityDirectory: Hashable, Sendable {
    package let server: DirectoryServer
    /// The distinguished name under which people are.
    package let base: String
    /// The attribute of each field that is compared; `number` always has one.
    package let attributes: [DirectoryField: String]
    /// Nil where Nomade may only read.
    package let creation: DirectoryCreation?

    package init(
        _ server: DirectoryServer,
        base: String,
        attributes: [DirectoryField: String],
        creation: DirectoryCreation? = nil
    ) {
        self.server = server
        self.base = base
        self.attributes = attributes
        self.creation = creation
    }

    /// The attribute by which a person is found.
    package var numberAttribute: String {
        attributes[.number] ?? DirectoryField.number.usualAttribute
    }
}
