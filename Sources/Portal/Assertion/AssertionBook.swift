package import Policy
package import SignIn
import Synchronization
import Web

/// Signed assertions, each made once a minute for one session and one app (life 120 s, DESIGN.md "Fixed interfaces").
package final class AssertionBook: Sendable {
    /// Who a person is, as an app reads it (RFC 7519).
    package struct Claims: Codable, Sendable {
        package let iss: String
        package let aud: String
        /// Employee number.
        package let sub: String
        package let name: String
        package let email: String?
        package let iat: Int64
        package let nbf: Int64
        package let exp: Int64
        /// Who sits beside whom the token is about (RFC 8693 §4.1); nil in a session of one's own.
        package let act: Actor?

        /// The supervisor of an accompanied session.
        package struct Actor: Codable, Sendable {
            /// Employee number.
            package let sub: String
        }
    }

    private struct Page: Hashable {
        let session: LiveSession.ID
        let app: String
        let issuer: String
    }

    private struct Written {
        let token: String
        let at: Instant
    }

    /// Seconds for which one token is given again.
    private static let renewal: Int64 = 60
    /// Seconds for which an app may believe it.
    private static let life: Int64 = 120

    private let key: AssertionKey
    private let pages = Mutex<[Page: Written]>([:])

    /// Signs with this key.
    package init(key: AssertionKey) { self.key = key }

    /// The token for a session and an app; nil only when its claims cannot be encoded. `origin` is the app's as the
    /// browser sees it, `issuer` the public portal's.
    package func assertion(of session: LiveSession, to origin: String, issuer: String, at now: Instant) -> String? {
        let page = Page(session: session.id, app: origin, issuer: issuer)
        return pages.withLock { pages in
            if let written = pages[page], now.seconds - written.at.seconds < Self.renewal, now >= written.at {
                return written.token
            }
            if pages.count > 10_000 { pages = pages.filter { now.seconds - $0.value.at.seconds < Self.renewal } }
            guard let token = try? key.sign(claims(of: session, to: origin, issuer: issuer, at: now)) else {
                return nil
            }
            pages[page] = Written(token: token, at: now)
            return token
        }
    }

    private func claims(of session: LiveSession, to origin: String, issuer: String, at now: Instant) -> Claims {
        Claims(
            iss: issuer,
            aud: origin,
            sub: session.subject.agent,
            name: session.holder.name.full,
            email: session.holder.mail,
            iat: now.seconds,
            nbf: now.seconds,
            exp: now.adding(seconds: Self.life).seconds,
            act: session.accompaniedBy.map(Claims.Actor.init)
        )
    }
}
