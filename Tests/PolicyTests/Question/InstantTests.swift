import Policy
import Testing

@Suite struct `An instant` {
    @Test func `S-38: stays at the ends of time instead of trapping`() {
        let end = Instant(seconds: .max)
        let start = Instant(seconds: .min)
        #expect(end.adding(seconds: 1) == end && start.adding(seconds: -1) == start)
        #expect(end.seconds(since: start) == .max && start.seconds(since: end) == .min)
    }

    @Test func `of a week later falls on the same weekday`() {
        #expect(Weekday.sunday.adding(days: 8) == .monday && Weekday.monday.adding(days: -15) == .sunday)
        let later = Nadia.tuesdayAtTen.adding(minutes: -601)
        #expect(later.weekday == .monday && later.minute == 1439)
    }
}
