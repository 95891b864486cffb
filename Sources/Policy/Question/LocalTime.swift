/// A day of the week, Monday first (ISO 8601).
package enum Weekday: Int, CaseIterable, Sendable, Codable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// The day that many days later.
    package func adding(days: Int) -> Weekday {
        let place = ((rawValue - 1 + days) % 7 + 7) % 7
        return Weekday(rawValue: place + 1) ?? .monday
    }

    /// The English word in lower case, as the city file spells it in full.
    package var word: String {
        "\(self)"
    }
}

/// The city's local time as rules see it.
///
/// `instant` dates proofs and grants; `weekday` and `minute` are the hour that rules see, which a demonstration may fix.
package struct LocalTime: Hashable, Sendable, Codable {
    package var instant: Instant
    package var weekday: Weekday
    /// Minute of the local day, 0 to 1439.
    package var minute: Int

    package init(instant: Instant, weekday: Weekday, minute: Int) {
        self.instant = instant
        self.weekday = weekday
        self.minute = minute
    }

    /// `HH:MM` of the local day.
    package var clock: String { Explanation.clock(minute) }

    /// The same wall clock that many minutes later, at the start of its minute; a change of summer time is not counted.
    package func adding(minutes: Int) -> LocalTime {
        let total = minute + minutes
        let days = total >= 0 ? total / 1440 : (total - 1439) / 1440
        return LocalTime(
            instant: instant.adding(seconds: Int64(minutes) * 60),
            weekday: weekday.adding(days: days),
            minute: total - days * 1440
        )
    }
}
