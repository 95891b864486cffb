import People
import Testing

@Suite struct `A calendar date` {
    @Test(arguments: ["2026-11-24", "24/11/2026", "24.11.2026", "24-11-2026"])
    func `is read in ISO and in French`(text: String) {
        #expect(CalendarDate(text)?.description == "2026-11-24")
    }

    @Test(arguments: [
        "2026-02-29", "31/04/2026", "2026-13-01", "2026-00-10", "24/11/26", "11/24/2026", "2026/11/24", "20261124", "",
        "2026-11-2４", "9999-01-01", "0001-01-01", "2026-1-1", "24//2026", "-1/11/2026",
    ])
    func `is refused when the calendar has none such`(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func `goes from day to day through leap years and centuries`() throws {
        let eve = try #require(CalendarDate("1896-02-28"))
        #expect((0..<3).map { eve.adding(days: $0).description } == ["1896-02-28", "1896-02-29", "1896-03-01"])
        #expect(CalendarDate("1970-01-01")?.day == 0)
        #expect(CalendarDate("1900-03-01")?.adding(days: -1).description == "1900-02-28")
        #expect(CalendarDate("2000-03-01")?.adding(days: -1).description == "2000-02-29")
    }

    @Test func `has texts that sort as the days do`() {
        let days = stride(from: -40_000, to: 60_000, by: 97).map { CalendarDate(day: $0) }
        #expect(days.map(\.description).sorted() == days.map(\.description))
        #expect(days.allSatisfy { CalendarDate($0.description) == $0 })
    }

    @Test func `X-10: stands in a field as people write it`() {
        #expect(CalendarDate("2026-11-04")?.typed == "04/11/2026")
    }
}
