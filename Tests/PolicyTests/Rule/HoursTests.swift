import Policy
import Testing

@Suite struct `Opening hours` {
    private func at(_ weekday: Weekday, _ minute: Int) -> LocalTime {
        LocalTime(instant: Instant(seconds: 0), weekday: weekday, minute: minute)
    }

    @Test func `hold from their first minute to before their last`() {
        let day = Hours(days: [.monday], from: 420, to: 1140)
        #expect([419, 420, 1139, 1140].map { day.include(at(.monday, $0)) } == [false, true, true, false])
        #expect(!day.include(at(.tuesday, 600)))
    }

    @Test func `run past midnight when they end before they begin`() {
        let night = Hours(days: [.friday], from: 1320, to: 360)
        #expect(night.include(at(.friday, 1400)) && night.include(at(.saturday, 300)))
        #expect(!night.include(at(.saturday, 1400)) && !night.include(at(.friday, 300)))
    }

    @Test func `of no length never open`() {
        let never = Hours(days: Set(Weekday.allCases), from: 600, to: 600)
        #expect(!never.include(at(.monday, 600)))
        #expect(never.opening(after: at(.monday, 0)) == nil)
        #expect(Hours(days: [], from: 0, to: 1440).opening(after: at(.monday, 0)) == nil)
    }

    @Test func `open next in the same week, or in the next one`() {
        let monday = Hours(days: [.monday], from: 420, to: 1140)
        #expect(
            monday.opening(after: at(.sunday, 1439)).map { ($0.weekday, $0.minute) } ?? (.friday, 0) == (.monday, 420)
        )
        let next = monday.opening(after: at(.monday, 1200))
        #expect(next?.instant.seconds == Int64((7 * 1440 + 420 - 1200) * 60))
    }
}
