/// What counts as activity of a session on an app (S-15).
package enum Activity: String, CaseIterable, Sendable {
    /// A navigation or an unsafe method: the rule.
    case navigation
    /// Every request.
    case all
}

/// How an app's server proves itself to the gate, and the gate to it (S-40, S-44).
package struct UpstreamTrust: Hashable, Sendable {
    /// The PEM file of the authorities that alone may vouch for the server; nil: those of the machine.
    package let authority: String?
    /// What the gate shows the server; nil: nothing.
    package let certificate: CertificateFiles?
    /// The name that the server's certificate must bear; nil: the upstream's host.
    package let name: String?

    package init(authority: String? = nil, certificate: CertificateFiles? = nil, name: String? = nil) {
        self.authority = authority
        self.certificate = certificate
        self.name = name
    }
}

/// Where an app listens behind the gate.
package struct Upstream: Hashable, Sendable {
    /// True for `https`.
    package let tls: Bool
    /// Host name or address, as the city file gives it, without brackets.
    package let host: String
    package let port: Int
    /// The `Host` to send instead of the browser's own, when the app needs another.
    package let hostHeader: String?
    /// Seconds to the first byte of an answer.
    package let timeoutSeconds: Int
    /// Of `https` alone.
    package let trust: UpstreamTrust

    package init(
        tls: Bool,
        host: String,
        port: Int,
        hostHeader: String? = nil,
        timeoutSeconds: Int = 60,
        trust: UpstreamTrust = UpstreamTrust()
    ) {
        self.tls = tls
        self.host = host
        self.port = port
        self.hostHeader = hostHeader
        self.timeoutSeconds = timeoutSeconds
        self.trust = trust
    }

    /// By place alone, which tells nearly all apart: pools look upstreams up at each request.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(host)
        hasher.combine(port)
    }

    /// The upstream's own origin, the port left out when it is the scheme's.
    package var origin: String {
        let name = host.contains(":") ? "[\(host)]" : host
        let scheme = tls ? "https" : "http"
        return port == (tls ? 443 : 80) ? "\(scheme)://\(name)" : "\(scheme)://\(name):\(port)"
    }
}

/// What an app may do beyond the rule.
package struct AppTraffic: Hashable, Sendable {
    /// Further origins whose pages may open WebSockets (S-10).
    package let websocketOrigins: [String]
    /// Upgrades beside `websocket`.
    package let upgrades: [String]
    /// Further origins whose pages may send requests (S-42).
    package let origins: [String]
    /// True when the app may register a service worker (S-43).
    package let serviceWorker: Bool
    /// True when header names with `_` pass (S-2).
    package let underscoreHeaders: Bool
    package let activity: Activity
    /// True when an app's own bare no (401, 403, 500) is explained to people.
    package var explain = false

    package init(
        websocketOrigins: [String] = [],
        upgrades: [String] = [],
        origins: [String] = [],
        serviceWorker: Bool = false,
        underscoreHeaders: Bool = false,
        activity: Activity = .navigation
    ) {
        self.websocketOrigins = websocketOrigins
        self.upgrades = upgrades
        self.origins = origins
        self.serviceWorker = serviceWorker
        self.underscoreHeaders = underscoreHeaders
        self.activity = activity
    }
}

/// An internal application behind the gate: one object for all who speak of it, since every request carries it along.
package final class App: Hashable, Sendable {
    package let key: String
    package let name: String
    /// Lower-case host name under the portal's domain.
    package let host: String
    /// Other host names by which it is known inside, lower case.
    package let aliases: [String]
    package let upstream: Upstream
    /// Contact id of its owner.
    package let owner: String
    package let unlisted: Bool
    package let traffic: AppTraffic

    package init(
        key: String,
        name: String,
        host: String,
        aliases: [String] = [],
        upstream: Upstream,
        owner: String,
        unlisted: Bool = false,
        traffic: AppTraffic = AppTraffic()
    ) {
        self.key = key
        self.name = name
        self.host = host
        self.aliases = aliases
        self.upstream = upstream
        self.owner = owner
        self.unlisted = unlisted
        self.traffic = traffic
    }

    package static func == (left: App, right: App) -> Bool {
        left === right
            || left.key == right.key && left.name == right.name && left.host == right.host
                && left.aliases == right.aliases && left.upstream == right.upstream && left.owner == right.owner
                && left.unlisted == right.unlisted && left.traffic == right.traffic
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// The app's origin on a listener's public port.
    package func origin(port: Int) -> String {
        port == 443 ? "https://\(host)" : "https://\(host):\(port)"
    }
}
