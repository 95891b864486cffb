/// Weekly opening hours: the same window on each listed day.
package struct Hours: Hashable, Sendable {
    package let days: Set<Weekday>
    /// First open minute of the day, 0 to 1439.
    package let from: Int
    /// First closed minute, 1 to 1440; when it is not after `from` the window ends on the next day.
    package let to: Int

    package init(days: Set<Weekday>, from: Int, to: Int) {
        self.days = days
        self.from = from
        self.to = to
    }

    /// True when the app is open at that time; a window of no length is never open.
    package func include(_ time: LocalTime) -> Bool {
        guard from != to else { return false }
        if from < to { return days.contains(time.weekday) && from <= time.minute && time.minute < to }
        if days.contains(time.weekday) && time.minute >= from { return true }
        return days.contains(time.weekday.adding(days: -1)) && time.minute < to
    }

    /// The next time at which the window opens, or nil when it never does.
    package func opening(after time: LocalTime) -> LocalTime? {
        guard from != to, 0 <= from, from < 1440, to > 0 else { return nil }
        for days in 0...7 where self.days.contains(time.weekday.adding(days: days)) {
            let minutes = days * 1440 + from - time.minute
            if minutes > 0 { return time.adding(minutes: minutes) }
        }
        return nil
    }
}
