package import Crypto
import Foundation
package import Policy

/// Makes and judges the token that every form carries (S-17): a MAC over the time and what the browser holds.
package struct FormTokens: Sendable {
    /// How long a page may stay open before its form is stale, in seconds.
    package static let lifetime: Int64 = 12 * 3600
    /// The name of the hidden field.
    package static let field = "form-token"

    private let key: SymmetricKey

    /// `key` is derived from the key file for this purpose alone.
    package init(key: SymmetricKey) {
        self.key = key
    }

    /// A token for the browser that holds `binding`; no two are alike, so that a form sent twice is known.
    package func issue(for binding: String, at now: Instant) -> String {
        let once = PageContext.token()
        let mac = HMAC<SHA256>.authenticationCode(for: Self.message(binding, now.seconds, once), using: key)
        return "\(now.seconds).\(once).\(Data(mac).base64EncodedString())"
    }

    /// Whether `token` was issued for `binding` within the last twelve hours.
    package func accepts(_ token: String, for binding: String, at now: Instant) -> Bool {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), maxSplits: 2)
        guard parts.count == 3, let issued = Int64(String(decoding: parts[0], as: UTF8.self)),
            let mac = Data(base64Encoded: String(decoding: parts[2], as: UTF8.self)),
            HMAC<SHA256>.isValidAuthenticationCode(
                mac,
                authenticating: Self.message(binding, issued, String(decoding: parts[1], as: UTF8.self)),
                using: key
            )
        else { return false }
        return issued <= now.seconds && now.seconds - issued <= Self.lifetime
    }

    private static func message(_ binding: String, _ seconds: Int64, _ once: String) -> Data {
        Data("form|\(seconds)|\(once)|\(binding)".utf8)
    }
}
