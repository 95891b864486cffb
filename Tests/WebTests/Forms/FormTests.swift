import Crypto
import HTTPTypes
import Policy
import Testing

@testable import Web

@Suite struct `A form` {
    @Test func `S-41: is read by bytes, a combining mark hiding nothing`() throws {
        let form = try Form(bytes: Array("a=1%26b%3D%22%CC%81&c=un+deux".utf8))
        let hidden = "1&b=\"\u{301}"
        #expect(form["a"] == hidden)
        #expect(form["c"] == "un deux")
        #expect(form["absent"].isEmpty)
        let marked = try Form(bytes: Array("a=1&\u{301}b=\u{301}2".utf8))
        #expect(marked["a"] == "1" && marked["\u{301}b"] == "\u{301}2")
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%FF", "a=%00", "a=1&a=2"])
    func `S-38: is refused when two readers could read it differently`(body: String) {
        #expect(throws: FormRefusal.malformed) { try Form(bytes: Array(body.utf8)) }
    }

    @Test func `S-9: is refused beyond its limits`() {
        #expect(throws: FormRefusal.tooLarge) { try Form(bytes: Array(repeating: 97, count: Form.byteLimit + 1)) }
        let many = (0...Form.fieldLimit).map { "f\($0)=" }.joined(separator: "&")
        #expect(throws: FormRefusal.tooLarge) { try Form(bytes: Array(many.utf8)) }
    }

    @Test func `S-17: is taken only with a token of this very browser, for twelve hours`() {
        let tokens = FormTokens(key: SymmetricKey(size: .bits256))
        let now = Instant(seconds: 1_000_000)
        let token = tokens.issue(for: "claire", at: now)
        #expect(tokens.accepts(token, for: "claire", at: now.adding(seconds: FormTokens.lifetime)))
        #expect(!tokens.accepts(token, for: "claire", at: now.adding(seconds: FormTokens.lifetime + 1)))
        #expect(!tokens.accepts(token, for: "claire", at: now.adding(seconds: -1)))
        #expect(!tokens.accepts(token, for: "awa", at: now))
        #expect(!tokens.accepts("", for: "claire", at: now))
        #expect(!FormTokens(key: SymmetricKey(size: .bits256)).accepts(token, for: "claire", at: now))
    }

    @Test func `S-42: comes from elsewhere when Origin or Sec-Fetch-Site says so`() {
        let here = "nomades.localhost:8443"
        #expect(RequestSource([.origin: "https://\(here)", .secFetchSite: "same-origin"], authority: here) == .here)
        #expect(RequestSource([:], authority: here) == .here)
        #expect(RequestSource([.secFetchSite: "same-site"], authority: here) == .elsewhere)
        #expect(RequestSource([.origin: "null"], authority: here) == .elsewhere)
        #expect(RequestSource([.origin: "https://app.\(here)"], authority: here) == .elsewhere)
    }
}
