package import Policy
import Web

/// What an app is told about its caller in `X-Nomade-Assertion`, for two minutes (RFC 7519; `amr` of RFC 8176).
package struct AssertionClaims: Encodable, Hashable, Sendable {
    /// Seconds that an assertion lives.
    package static let life: Int64 = 120

    /// The portal's origin.
    package let iss: String
    /// The app's origin: good for this app alone.
    package let aud: String
    /// The employee number.
    package let sub: String
    package let name: String
    package let email: String?
    package let iat: Int64
    package let nbf: Int64
    package let exp: Int64
    /// How the person proved who they are: `pwd`, `otp`.
    package let amr: [String]
    /// When the latest proof was given, in seconds since 1970.
    package let authTime: Int64?

    private enum CodingKeys: String, CodingKey {
        case iss, aud, sub, name, email, iat, nbf, exp, amr
        case authTime = "auth_time"
    }

    /// The claims about a session's holder, from one origin to another.
    package init(of session: LiveSession, from portal: String, to app: String, at now: Instant) {
        iss = portal
        aud = app
        sub = session.subject.agent
        name = session.holder.name.full
        email = session.holder.mail
        iat = now.seconds
        nbf = now.seconds
        exp = now.adding(seconds: Self.life).seconds
        let assurance = session.assurance
        amr = (assurance.password == nil ? [] : ["pwd"]) + (assurance.factor == nil ? [] : ["otp"])
        authTime = [assurance.password, assurance.factorAt].compactMap { $0?.seconds }.max()
    }
}
