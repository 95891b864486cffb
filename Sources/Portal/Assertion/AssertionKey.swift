import Crypto
import Foundation
import SignIn

/// The key that signs what the gate tells an app about its caller (ES256, RFC 7518 §3.4).
///
/// JWTKit signs behind an actor; the gate needs the assertion on its event loop, so the three parts of the token are
/// joined here and the tests let JWTKit verify them (docs/decisions/0010).
package struct AssertionKey: Sendable {
    /// The key's name in the header and in the published set: the RFC 7638 thumbprint of its public half.
    package let identifier: String
    private let key: P256.Signing.PrivateKey

    /// Makes a new key.
    package init() {
        self.init(P256.Signing.PrivateKey())
    }

    /// Reads a key that was stored sealed. Throws what CryptoKit throws on bytes that are no key.
    package init(rawRepresentation: [UInt8]) throws {
        self.init(try P256.Signing.PrivateKey(rawRepresentation: rawRepresentation))
    }

    private init(_ key: P256.Signing.PrivateKey) {
        self.key = key
        let (x, y) = Self.coordinates(of: key.publicKey)
        let canonical = #"{"crv":"P-256","kty":"EC","x":"\#(x)","y":"\#(y)"}"#
        identifier = Base64URL.text(Data(SHA256.hash(data: Data(canonical.utf8))))
    }

    /// The private half, to be sealed before it is stored.
    package var rawRepresentation: [UInt8] { Array(key.rawRepresentation) }

    /// The public half as `/.well-known/jwks.json` shows it (RFC 7517).
    package var published: PublishedKey {
        let (x, y) = Self.coordinates(of: key.publicKey)
        return PublishedKey(kid: identifier, x: x, y: y)
    }

    /// A signed token of these claims (RFC 7515, compact form). Throws when the claims cannot be encoded.
    package func sign(_ claims: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let header = try encoder.encode(["alg": "ES256", "kid": identifier, "typ": "JWT"])
        let payload = try encoder.encode(claims)
        let input = Base64URL.text(header) + "." + Base64URL.text(payload)
        let signature = try key.signature(for: Data(input.utf8))
        return input + "." + Base64URL.text(signature.rawRepresentation)
    }

    private static func coordinates(of key: P256.Signing.PublicKey) -> (x: String, y: String) {
        let raw = key.rawRepresentation
        return (Base64URL.text(Data(raw.prefix(32))), Base64URL.text(Data(raw.suffix(32))))
    }
}

/// One public key of the published set (RFC 7517, RFC 7518 §6.2).
package struct PublishedKey: Codable, Sendable {
    package let kid: String
    package let x: String
    package let y: String
    package var kty = "EC"
    package var crv = "P-256"
    package var alg = "ES256"
    package var use = "sig"
}
