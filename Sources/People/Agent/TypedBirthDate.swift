package import Web

/// A birth date from three fields; a whole date pasted into the first is split.
package struct TypedBirthDate: Hashable, Sendable {
    package let day: String
    package let month: String
    package let year: String

    /// What stood in the fields.
    package init(day: String, month: String, year: String) {
        let whole = month.isEmpty && year.isEmpty ? Self.whole(day)?.civil : nil
        self.day = whole.map { String($0.day) } ?? day
        self.month = whole.map { String($0.month) } ?? month
        self.year = whole.map { String($0.year) } ?? year
    }

    /// The day of the calendar; nil when there is none such.
    package var date: CalendarDate? {
        let parts = [year, month, day].map { Self.number($0) }
        guard let year = parts[0], let month = parts[1], let day = parts[2] else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// `23/11/2001`, `23 11 2001`, `2001-11-23` or `23112001`.
    private static func whole(_ text: String) -> CalendarDate? {
        let parts = text.utf8.split { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            .map { String(decoding: $0, as: UTF8.self) }
        if parts.count == 1, parts[0].utf8.count == 8 {
            let digits = Array(parts[0].utf8)
            let cut = [digits[0..<2], digits[2..<4], digits[4..<8]].map { String(decoding: $0, as: UTF8.self) }
            return CalendarDate(cut.joined(separator: "/"))
        }
        guard parts.count == 3 else { return nil }
        return CalendarDate(parts.joined(separator: parts[0].utf8.count == 4 ? "-" : "/"))
    }

    private static func number(_ text: String) -> Int? {
        let digits = text.utf8.filter { $0 != UInt8(ascii: " ") }
        guard (1...4).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }
}

extension TypedBirthDate {
    /// What the three fields show, with the date's mistake if it has one.
    package func values(_ mistakes: [FieldMistake]) -> Values {
        let mistake = mistakes.first { $0.field == "day" }
        return [
            "day": .text(day), "month": .text(month), "year": .text(year),
            "dateMistake": mistake.map { .said($0.code, $0.values) } ?? "",
        ]
    }
}
