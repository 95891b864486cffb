package import HTTPTypes

/// What carries a session from the portal to one app host: used once, within thirty seconds, by one browser (S-13).
package enum Ticket {
    /// The path on the app's host that redeems it.
    package static let path = "/.nomade/ticket"
    /// Seconds that it lives.
    package static let life: Int64 = 30

    /// The address that redeems this token on a host.
    package static func address(_ token: Token, host: String, port: Int) -> String {
        "https://\(host)\(port == 443 ? "" : ":\(port)")\(path)?t=\(token.text)"
    }
}

/// What came to the ticket's path of an app host.
package struct TicketUse: Sendable {
    /// The app's host, as the decision knows it, without port.
    package let host: String
    /// The listener's public port.
    package let port: Int
    /// The value of `t` in the address, as it stands there.
    package let token: String?
    /// The request's fields, for its cookies.
    package let fields: HTTPFields

    /// The use of a ticket on one host.
    package init(host: String, port: Int, token: String?, fields: HTTPFields) {
        self.host = host
        self.port = port
        self.token = token
        self.fields = fields
    }
}
