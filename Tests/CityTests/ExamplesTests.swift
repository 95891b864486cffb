import City
import Foundation
import Policy
import Testing

@Suite struct `The examples` {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("examples")

    @Test func `hold a city file with every key, and its policy tests pass`() async throws {
        let city = try City.read(path: Self.folder.appendingPathComponent("nomade.yaml").path)
        #expect(city.apps.count == 5)
        let noon = try #require(city.instant(local: "2026-11-24T12:00"))
        let results = await PolicyTest.run(in: city, now: noon) { _, _ in nil }
        #expect(results.compactMap(\.problem).isEmpty)
        #expect(results.count == 6)
    }

    @Test func `hold a city file of under 40 lines for one own app and one own person`() throws {
        let path = Self.folder.appendingPathComponent("minimal.yaml").path
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 40)
        #expect(try City.read(path: path).apps.map(\.key) == ["wiki"])
    }

    @Test func `name every key that the reader knows`() throws {
        let text = try String(contentsOfFile: Self.folder.appendingPathComponent("nomade.yaml").path, encoding: .utf8)
        let sources = Self.folder.deletingLastPathComponent().appendingPathComponent("Sources/City")
        let files = try #require(FileManager.default.enumerator(atPath: sources.path)?.allObjects as? [String])
        var keys: Set<String> = []
        for file in files where file.hasSuffix("Reader.swift") && !file.hasPrefix("PolicyTests") {
            let source = try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
            for match in source.matches(of: #/knows\(\s*("""|")([^"]+)"/#) where !match.output.2.contains("prenom") {
                keys.formUnion(match.output.2.split(whereSeparator: \.isWhitespace).map(String.init))
            }
        }
        #expect(keys.count > 50)
        #expect(keys.filter { !text.contains("\($0):") }.isEmpty)
    }
}
