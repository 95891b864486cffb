import Testing

@testable import Access

@Suite struct `A false site` {
    @Test func `RD-12: is kept as the text that was typed, without what no address has`() throws {
        #expect(
            try FalseSite("  https://nomades.example.test/connexion \n").address
                == "https://nomades.example.test/connexion"
        )
        #expect(try FalseSite("no\u{0}mades").address == "nomades")
        #expect(try FalseSite(String(repeating: "é", count: 300)).address.unicodeScalars.count == 300)
    }

    @Test func `RD-12: has 1 to 300 characters`() {
        #expect(throws: FalseSiteRefusal.empty) { try FalseSite(" \t ") }
        #expect(throws: FalseSiteRefusal.tooLong) { try FalseSite(String(repeating: "a", count: 301)) }
    }
}
