/// A day of the calendar, without hour or zone; its text is ISO 8601 (`2026-11-24`) and sorts as the days do.
package struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1 January 1970.
    package let day: Int

    /// The day that lies `day` days after 1 January 1970.
    package init(day: Int) {
        self.day = day
    }

    /// A day by year (1850 to 2300), month and day of the month; nil when the calendar has none such.
    package init?(year: Int, month: Int, day: Int) {
        guard (1850...2300).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let date = CalendarDate(day: Self.days(year, month, day))
        guard date.civil == (year, month, day) else { return nil }
        self = date
    }

    /// Reads `2026-11-24`, `24/11/2026`, `24.11.2026` or `24-11-2026`; nil for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (8...10).contains(bytes.count) else { return nil }
        let parts = bytes.split(omittingEmptySubsequences: false) { $0 == 45 || $0 == 46 || $0 == 47 }
        guard parts.count == 3 else { return nil }
        let numbers = parts.compactMap(Self.number)
        guard numbers.count == 3 else { return nil }
        if parts[0].count == 4 {
            guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45 else { return nil }
            self.init(year: numbers[0], month: numbers[1], day: numbers[2])
        } else {
            guard parts[2].count == 4 else { return nil }
            self.init(year: numbers[2], month: numbers[1], day: numbers[0])
        }
    }

    package var description: String {
        let (year, month, day) = civil
        return "\(year)-\(Self.two(month))-\(Self.two(day))"
    }

    /// As people write it into a field: `24/11/2026`.
    package var typed: String {
        let (year, month, day) = civil
        return "\(Self.two(day))/\(Self.two(month))/\(year)"
    }

    /// The day `days` later (earlier when negative).
    package func adding(days: Int) -> CalendarDate {
        CalendarDate(day: day + days)
    }

    package static func < (one: CalendarDate, other: CalendarDate) -> Bool {
        one.day < other.day
    }

    /// Year, month and day of the month in the Gregorian calendar.
    package var civil: (year: Int, month: Int, day: Int) {
        // Days to civil date over eras of 400 years, which begin on 1 March.
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...4).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}
