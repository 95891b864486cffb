import City
import HTTPTypes
import Policy
import Web

/// What one request tells of the device that sent it, without a script and without a person.
struct ReadyDevice: Sendable {
    let headers: HTTPFields
    let city: City
    let connection: ClientConnection
    /// SHA-256 of the certificate that the gate shows, in hexadecimal; nil where it shows none.
    let fingerprint: String?
    /// The hour here, as the page writes it.
    let time: String

    var lines: [ReadyLine] {
        [
            ReadyLine(.cookies, keepsCookies ? .passed : .stopped, keepsCookies ? "kept" : "lost"),
            browser,
            ReadyLine(.clock, .unseen, "here", ["time": time]),
            ReadyLine(.socket, .unseen, "untried"),
            between,
            certificate,
        ]
    }

    /// Whether a cookie of ours came back.
    var keepsCookies: Bool { CookieKind.allCases.contains { $0.reading(headers) != .absent } }

    private var browser: ReadyLine {
        let age = BrowserAge(headers)
        let mark: ReadyLine.Mark =
            switch age {
            case .recent: .passed
            case .old, .inApp: .stopped
            case .unknown: .unseen
            }
        return ReadyLine(.browser, mark, age.rawValue)
    }

    private var between: ReadyLine {
        guard !isProxied else { return ReadyLine(.between, .unseen, "ours") }
        let names = Between(headers).names
        guard !names.isEmpty else { return ReadyLine(.between, .passed, "none") }
        return ReadyLine(.between, .stopped, "named", ["names": names.joined(separator: ", ")])
    }

    private var certificate: ReadyLine {
        guard !isProxied, let fingerprint else { return ReadyLine(.certificate, .unseen, "ours") }
        return ReadyLine(.certificate, .later, "shown", ["fingerprint": fingerprint])
    }

    /// A proxy of the city's own may stand before us here: what it adds is no stranger's, and its certificate is not ours.
    private var isProxied: Bool {
        city.listeners.contains { $0.channel == connection.channel && ($0.plain || !$0.trustedProxies.isEmpty) }
    }
}
