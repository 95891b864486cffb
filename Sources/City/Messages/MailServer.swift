/// A server that takes mail by submission (RFC 6409), always over TLS.
package struct MailServer: Hashable, Sendable {
    /// When the connection becomes TLS.
    package enum Security: String, Hashable, Sendable {
        /// By STARTTLS (RFC 3207): nothing of ours travels before it.
        case startTLS = "smtp"
        /// From its first byte (RFC 8314 §3.3).
        case implicit = "smtps"
    }

    /// Who we are to the server.
    package struct Account: Hashable, Sendable {
        package let username: String
        /// The file that holds the password, as an absolute path; it is read at each mail and never kept.
        package let passwordFile: String

        package init(username: String, passwordFile: String) {
            self.username = username
            self.passwordFile = passwordFile
        }
    }

    package let security: Security
    /// A name or an address, which the server's certificate bears.
    package let host: String
    package let port: Int
    /// Nil where the server takes mail from this machine without one.
    package let account: Account?
    /// The address that mail comes from.
    package let from: MailAddress
    /// The PEM file of the authority that alone may vouch for the server, as an absolute path; nil for the machine's own list.
    package let authority: String?

    package init(
        _ security: Security,
        host: String,
        port: Int,
        account: Account? = nil,
        from: MailAddress,
        authority: String? = nil
    ) {
        self.security = security
        self.host = host
        self.port = port
        self.account = account
        self.from = from
        self.authority = authority
    }

    /// The server as an address, such as `smtp://mail.example.org:587`.
    package var url: String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return "\(security.rawValue)://\(name):\(port)"
    }
}
