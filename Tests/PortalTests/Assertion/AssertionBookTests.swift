import Foundation
import Policy
import SignIn
import Testing
import Web

@testable import Portal

@Suite struct `What an assertion says` {
    private func claims(beside supervisor: String?) throws -> [String: Any] {
        let now = Instant(seconds: 1_795_420_800)
        let holder = SessionHolder(
            subject: Subject(agent: "0412377", credential: .issued, factors: [], assignments: []),
            name: CallerName(full: "Yann Le Gall", first: "Yann", initial: "L"),
            mail: nil,
            language: .fr,
            department: "dasco",
            desks: []
        )
        let session = LiveSession(
            id: LiveSession.ID(text: "one"),
            holder: holder,
            assurance: Assurance.none.accompanied(by: supervisor),
            life: SessionTimes(startedAt: now, activeAt: now, limits: SessionTimes.Limits(idle: 60, absolute: 60))
        )
        let book = AssertionBook(key: AssertionKey())
        let token = try #require(
            book.assertion(of: session, to: "https://a.example", issuer: "https://b.example", at: now)
        )
        let parts = token.split(separator: ".")
        let bytes = try #require(Base64URL.bytes(String(parts[1])))
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test func `AA-7: is the newcomer's name, and beside it who sits there`() throws {
        let beside = try claims(beside: "0412345")
        #expect(beside["sub"] as? String == "0412377")
        #expect((beside["act"] as? [String: String]) == ["sub": "0412345"])
        #expect(try claims(beside: nil)["act"] == nil)
    }
}
