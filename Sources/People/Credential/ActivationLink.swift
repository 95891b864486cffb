import Crypto
package import Policy

/// The secret of an activation link: 256 bits, shown once, stored as SHA-256 (S-13).
package struct ActivationToken: Hashable, Sendable {
    /// 43 characters of base64url.
    package let text: String

    /// A new token from the system's generator.
    package static func random() -> ActivationToken {
        var generator = SystemRandomNumberGenerator()
        return ActivationToken(bytes: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// What stands in a URL; nil unless it has the form of a token.
    package init?(_ typed: String) {
        guard typed.utf8.count == 43, typed.utf8.allSatisfy(Self.alphabet.contains) else { return nil }
        text = typed
    }

    private init(bytes: [UInt8]) {
        text = Self.base64url(bytes)
    }

    /// The SHA-256 of the text, 32 bytes: all that is stored.
    package var hash: [UInt8] {
        Array(SHA256.hash(data: Array(text.utf8)))
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static func base64url(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits = 0
        var held = 0
        for byte in bytes {
            bits = (bits & 0x3F) << 8 | Int(byte)
            held += 8
            while held >= 6 {
                held -= 6
                text.append(alphabet[(bits >> held) & 0x3F])
            }
        }
        if held > 0 { text.append(alphabet[(bits << (6 - held)) & 0x3F]) }
        return String(decoding: text, as: UTF8.self)
    }
}

/// A link by which one agent, once, sets password and second factor.
package struct ActivationLink: Hashable, Sendable {
    package let token: ActivationToken
    package let agent: String
    package let expiresAt: Instant

    /// The path on the portal; the page behind it acts on its button, never on GET.
    package var path: String { "/issue/\(token.text)" }

    /// How long a link lives unless said otherwise: 72 hours.
    package static let usualSeconds: Int64 = 72 * 3_600
    /// How long it may live at most: 30 days.
    package static let longestSeconds: Int64 = 30 * 86_400
}

/// Why a link does not serve.
package enum ActivationLinkFate: String, CaseIterable, Hashable, Sendable {
    case used, replaced, expired, unknown
}

/// What stands behind a token.
package enum ActivationLinkState: Hashable, Sendable {
    /// It serves this agent until that instant.
    case live(agent: String, until: Instant)
    /// It served at that instant.
    case used(at: Instant)
    case replaced
    case expired
    case unknown
}
