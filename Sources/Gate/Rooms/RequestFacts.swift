package import City
package import HTTPTypes
package import Policy
package import SignIn
package import Web

/// What a room learns of a request that the gate does not pass on: the canonical request and what was found out.
package struct RequestFacts: Sendable {
    /// Method, scheme, authority, target and fields as they were judged; our own cookies are still there.
    package let request: HTTPRequest
    package let connection: ClientConnection
    /// Canonical: lower case, no port, no trailing dot.
    package let host: String
    /// Nil where the host is no app.
    package let app: App?
    package let session: LiveSession?
    package let time: LocalTime

    package init(
        request: HTTPRequest,
        connection: ClientConnection,
        host: String,
        app: App?,
        session: LiveSession?,
        time: LocalTime
    ) {
        self.request = request
        self.connection = connection
        self.host = host
        self.app = app
        self.session = session
        self.time = time
    }

    /// Whether a person is looking at the answer rather than a program.
    package var wantsPage: Bool { isNavigation(request.headerFields) }

    /// The origin that the browser sees, such as `https://intranet.ville.fr:8443`.
    package var origin: String { connection.port == 443 ? "https://\(host)" : "https://\(host):\(connection.port)" }

    /// The target as it was sent, query included.
    package var target: String { request.path ?? "/" }
}

/// What is wrong with a browser's cookies, seen from one request alone.
package enum CookieTrouble: String, Sendable, CaseIterable {
    /// Two cookies of one of our names came.
    case doubled = "cookie.doubled"
    /// The head was over the limit, mostly by its cookies.
    case tooMany = "cookie.too-many"
    /// Their button was pressed: all are gone.
    case cleared = "cookie.cleared"
    /// Another site frames the app: its cookies are held back.
    case framed = "cookie.framed"
}

/// An app's own no, let through by the door, in words that explain nothing.
package struct AppRefusal: Hashable, Sendable {
    /// 401, 403 or 500, as the app answered.
    package let status: Int
    package let app: App

    package init(status: Int, app: App) {
        self.status = status
        self.app = app
    }
}

/// Why an app's answer could not be had.
package struct UpstreamFailure: Error, Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// No connection: refused, no such name, or no answer to the call.
        case down = "upstream.down"
        /// Connected, but no answer in the app's time.
        case slow = "upstream.slow"
        /// An answer that breaks the protocol, or a connection that broke before one.
        case broken = "upstream.broken"
        /// Its certificate is not trusted.
        case untrusted = "upstream.untrusted"
    }

    package let kind: Kind
    package let app: App

    package init(kind: Kind, app: App) {
        self.kind = kind
        self.app = app
    }

    /// 502, or 504 where time ran out.
    package var status: Int { kind == .slow ? 504 : 502 }
}
