import Foundation
package import Policy

/// The city's time zone as a table of offsets, so that asking the local time needs no calendar.
package struct LocalClock: Sendable {
    package let zone: String
    /// The first second of each offset and the offset in seconds east, oldest first; never empty.
    private let offsets: [(from: Int64, seconds: Int64)]

    /// The names that the system knows.
    package static var zones: [String] {
        TimeZone.knownTimeZoneIdentifiers + ["UTC"]
    }

    /// Reads the zone's changes from 2000 to 2100; nil when the system knows no such zone.
    package init?(zone name: String) {
        guard Self.zones.contains(name), let zone = TimeZone(identifier: name) else { return nil }
        var date = Date(timeIntervalSince1970: 946_684_800)
        var offsets: [(from: Int64, seconds: Int64)] = [(.min, Int64(zone.secondsFromGMT(for: date)))]
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next > date, next < end {
            offsets.append((Int64(next.timeIntervalSince1970), Int64(zone.secondsFromGMT(for: next))))
            date = next
        }
        self.zone = name
        self.offsets = offsets
    }

    /// The local weekday and minute of an instant.
    package func localTime(of instant: Instant) -> LocalTime {
        let local = instant.adding(seconds: offset(at: instant.seconds)).seconds
        let (quotient, remainder) = local.quotientAndRemainder(dividingBy: 86_400)
        let day = remainder < 0 ? quotient - 1 : quotient
        let second = remainder < 0 ? remainder + 86_400 : remainder
        // 1970-01-01 was a Thursday.
        let weekday = Weekday.thursday.adding(days: Int(day % 7))
        return LocalTime(instant: instant, weekday: weekday, minute: Int(second / 60))
    }

    /// The instant of `2026-11-24T10:00`, seconds optional; of an hour that comes twice, the first.
    package func instant(local text: String) -> Instant? {
        guard let local = LocalDate(text)?.secondsAsUTC else { return nil }
        let instants = offsets.map { local - $0.seconds }.filter { offset(at: $0) == local - $0 }
        return Instant(seconds: instants.min() ?? local - offset(at: local))
    }

    private func offset(at seconds: Int64) -> Int64 {
        var low = 0
        var high = offsets.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if offsets[middle].from <= seconds { low = middle } else { high = middle }
        }
        return offsets[low].seconds
    }
}

/// A date and hour without zone.
private struct LocalDate {
    let secondsAsUTC: Int64

    init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "T"), omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let date = Self.numbers(parts[0], "-", widths: [4, 2, 2])
        let clock = Self.numbers(parts[1], ":", widths: parts[1].count > 5 ? [2, 2, 2] : [2, 2])
        guard let date, let clock, clock[0] < 24, clock[1] < 60, clock.count < 3 || clock[2] < 60 else { return nil }
        guard let day = Self.days(year: date[0], month: date[1], day: date[2]) else { return nil }
        secondsAsUTC = Int64(day) * 86_400 + Int64(clock[0] * 3_600 + clock[1] * 60 + (clock.count > 2 ? clock[2] : 0))
    }

    private static func numbers(_ text: Substring.UTF8View, _ separator: Unicode.Scalar, widths: [Int]) -> [Int]? {
        let parts = text.split(separator: UInt8(ascii: separator), omittingEmptySubsequences: false)
        guard parts.map(\.count) == widths else { return nil }
        guard parts.allSatisfy({ $0.allSatisfy { (48...57).contains($0) } }) else { return nil }
        return parts.map { $0.reduce(0) { $0 * 10 + Int($1 - 48) } }
    }

    /// Days since 1970-01-01 in the Gregorian calendar, or nil for a day that does not exist.
    private static func days(year: Int, month: Int, day: Int) -> Int? {
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard year >= 1_900, (1...12).contains(month), (1...lengths[month - 1]).contains(day) else { return nil }
        let years = year - 1
        let before = years * 365 + years / 4 - years / 100 + years / 400
        return before + lengths[..<(month - 1)].reduce(0, +) + day - 1 - 719_162
    }
}
