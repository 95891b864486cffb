import Testing

@testable import nomade

@Suite struct `The first start` {
    @Test func `X-63: prints the address and the next three commands`() {
        let lines = FirstStart.words(origin: "https://nomades.example.fr", config: "city.yaml").split(separator: "\n")
        #expect(lines.first == "https://nomades.example.fr/")
        #expect(lines.count { $0.hasPrefix("  nomade ") && $0.contains("--config city.yaml") } == 3)
        #expect(lines.contains { $0.contains("people issue") })
    }
}
