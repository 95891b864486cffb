package import HTTPTypes

/// Each cookie of ours: the catalogue that the cookies page and docs/designs/cookies.md are held equal to.
package enum CookieKind: String, CaseIterable, Sendable {
    /// The portal's session.
    case portal = "__Host-nomade"
    /// An app host's session.
    case app = "__Host-nomade-app"
    /// Ties a hand-over ticket to the browser that asked for it.
    case nonce = "__Host-nomade-nonce"
    /// Shows whether the browser keeps cookies; form tokens before sign-in are bound to it.
    case probe = "__Host-nomade-probe"
    /// How far a sign-in is between password and code, sealed.
    case attempt = "__Host-nomade-attempt"
    /// How far an activation by letter is, sealed.
    case activation = "__Host-nomade-activation"
    /// A browser in which this person gave both proofs.
    case known = "__Host-nomade-known"
    /// Tells a forgotten session from a first visit; holds no identity.
    case was = "__Host-nomade-was"
    /// Language and theme.
    case look = "__Host-nomade-look"

    /// How long a browser keeps it, in seconds; nil: until the browser closes.
    package var lifetime: Int? {
        switch self {
        case .portal, .app: nil
        case .nonce, .attempt: 600
        case .activation: 3_600
        case .probe: nil
        case .known, .was: 30 * 86_400
        case .look: 365 * 86_400
        }
    }

    /// A `Set-Cookie` value that sets it (S-12); `value` must be letters, digits and `-._~`.
    package func setting(_ value: String) -> String {
        let age = lifetime.map { "; Max-Age=\($0)" } ?? ""
        return "\(rawValue)=\(value); Path=/; Secure; HttpOnly; SameSite=Lax\(age)"
    }

    /// A `Set-Cookie` value that ends it.
    package func clearing() -> String {
        "\(rawValue)=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"
    }

    /// The `Set-Cookie` values that end it and its partitioned twin, which an app's script may have set (S-12).
    package var ending: [String] { [clearing(), clearing() + "; Partitioned"] }

    /// What a request carries under this name.
    package func reading(_ headers: HTTPFields) -> CookieReading {
        CookieReading(name: rawValue, in: headers)
    }
}
