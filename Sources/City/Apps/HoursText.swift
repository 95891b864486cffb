import Policy

/// The text form of hours: `mon-fri 07:00-19:00`, `sat,sun 08:00-12:00`, `every-day 00:00-24:00`.
enum HoursText {
    static func hours(_ text: String) -> Hours? {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let days = days(parts[0]) else { return nil }
        let times = parts[1].split(separator: "-", omittingEmptySubsequences: false)
        guard times.count == 2, let from = minute(times[0]), let to = minute(times[1]) else { return nil }
        guard from < 1440, to > 0, from != to else { return nil }
        return Hours(days: days, from: from, to: to)
    }

    private static func days(_ text: Substring) -> Set<Weekday>? {
        if text == "every-day" { return Set(Weekday.allCases) }
        var days: Set<Weekday> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map(day)
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1] else { return nil }
            var day = first
            days.insert(day)
            while day != last {
                day = day.adding(days: 1)
                days.insert(day)
            }
        }
        return days
    }

    private static func day(_ text: Substring) -> Weekday? {
        Weekday.allCases.first { $0.word.prefix(3) == text || $0.word == text }
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = Array(text.utf8)
        guard parts.count == 5, parts[2] == UInt8(ascii: ":") else { return nil }
        guard [0, 1, 3, 4].allSatisfy({ (48...57).contains(parts[$0]) }) else { return nil }
        let digits = parts.map { Int($0) - 48 }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[3] * 10 + digits[4])
        guard hour < 24 && minute < 60 || hour == 24 && minute == 0 else { return nil }
        return hour * 60 + minute
    }
}
