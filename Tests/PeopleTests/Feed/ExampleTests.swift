import City
import Foundation
import People
import Testing

@Suite struct `The example feed` {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../examples")

    private func feed() throws -> Feed {
        let city = try City.read(path: Self.folder.appendingPathComponent("nomade.yaml").path)
        let bytes = try Data(contentsOf: Self.folder.appendingPathComponent("people.csv"))
        return try Feed.read(Array(bytes), columns: city.feedColumns, vocabulary: FeedVocabulary(city))
    }

    @Test func `fits the example city file, line for line`() throws {
        #expect(try feed().setAside.map(\.reason) == [])
        #expect(try feed().lines.count == 9)
    }

    @Test func `shows two assignments of one agent and two homonyms`() throws {
        let today = try #require(CalendarDate("2026-11-24"))
        var comparison = FeedComparison(held: [:], identifiers: [], today: today)
        let added = comparison.plan(try feed()).added
        #expect(added.map(\.assignments.count) == [1, 1, 2, 1, 1, 1, 1, 1])
        let identifiers = added.map(\.identifier.text)
        #expect(identifiers.filter { $0.hasPrefix("jean.martin") } == ["jean.martin", "jean.martin2"])
        #expect(identifiers.contains("jean-pierre.de-la-tour-dauvergne"))
    }
}
