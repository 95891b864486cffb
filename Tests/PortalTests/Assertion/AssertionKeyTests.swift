import Foundation
import JWTKit
import SignIn
import Testing

@testable import Portal

@Suite struct `An assertion` {
    struct Claims: JWTPayload, Codable {
        var iss: IssuerClaim
        var aud: AudienceClaim
        var exp: ExpirationClaim
        var sub: SubjectClaim
        func verify(using algorithm: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
    }

    let claims = Claims(
        iss: "https://nomades.example.fr",
        aud: "https://intranet.example.fr",
        exp: .init(value: Date(timeIntervalSince1970: 4_000_000_000)),
        sub: "0412345"
    )

    @Test func `S-27: is believed by a JWT library that reads only the published key`() async throws {
        let key = AssertionKey()
        let published = try JSONEncoder().encode(["keys": [key.published]])
        let keys = try await JWTKeyCollection().add(jwksJSON: String(decoding: published, as: UTF8.self))
        let read = try await keys.verify(try key.sign(claims), as: Claims.self)
        #expect(read.sub.value == "0412345")
    }

    @Test func `S-27: is not believed when another key of the same name signed it`() async throws {
        let published = try JSONEncoder().encode(["keys": [AssertionKey().published]])
        let keys = try await JWTKeyCollection().add(jwksJSON: String(decoding: published, as: UTF8.self))
        let foreign = try AssertionKey().sign(claims)
        await #expect(throws: (any Error).self) { try await keys.verify(foreign, as: Claims.self) }
    }

    @Test func `S-27: names its algorithm, its kind and the published key, and no key of its own`() throws {
        let key = AssertionKey()
        let head = try #require(try key.sign(claims).split(separator: ".").first.map(String.init))
        let bytes = try #require(Base64URL.bytes(head))
        let fields = try JSONDecoder().decode([String: String].self, from: Data(bytes))
        #expect(fields == ["alg": "ES256", "kid": key.published.kid, "typ": "JWT"])
    }

    @Test func `keeps its name and its key when it is read back`() throws {
        let key = AssertionKey()
        #expect(try AssertionKey(rawRepresentation: key.rawRepresentation).identifier == key.identifier)
    }
}
