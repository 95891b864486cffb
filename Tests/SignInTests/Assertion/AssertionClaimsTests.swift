import Policy
import SignIn
import Testing
import Web

@Suite struct `What an app is told` {
    @Test func `S-27: names portal, app and person, for two minutes`() throws {
        let town = TownOfSessions()
        let token = town.open(claire: "s1", host: "nomades.example")
        let session = try #require(town.table.find(token.hash, host: "nomades.example", at: town.nine))
        let claims = AssertionClaims(
            of: session,
            from: "https://nomades.example",
            to: "https://intranet.nomades.example",
            at: town.nine
        )
        #expect(claims.iss == "https://nomades.example" && claims.aud == "https://intranet.nomades.example")
        #expect(claims.sub == "0412345" && claims.name == "Claire Martin" && claims.amr == ["pwd"])
        #expect(claims.exp - claims.iat == 120 && claims.nbf == claims.iat)
    }
}
