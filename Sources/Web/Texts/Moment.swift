/// A civil date and time of the city, written as agents read it (X-4).
package struct Moment: Hashable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int
    /// 1 is Monday.
    package let weekday: Int
    /// Minutes of the day, 0 to 1439.
    package let minute: Int

    /// Reads local seconds by the proleptic Gregorian calendar; years beyond ±1,000,000 are held at the edge.
    package init(secondsSince1970 seconds: Int64) {
        let bound: Int64 = 31_556_952_000_000
        let held = min(max(seconds, -bound), bound)
        let days = Int(held >= 0 ? held / 86_400 : -((-held + 86_399) / 86_400))
        minute = Int(held - Int64(days) * 86_400) / 60
        weekday = ((days + 3) % 7 + 7) % 7 + 1
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// `14 h 02`, `14:02`
    package func time(in language: Language) -> String { Self.time(minute: minute, in: language) }

    /// A minute of the day as a time: `14 h 02`, `14 h`, `14:02`.
    package static func time(minute: Int, in language: Language) -> String {
        let hour = minute / 60
        let rest = minute % 60
        let padded = rest < 10 ? "0\(rest)" : "\(rest)"
        switch language {
        case .fr: return rest == 0 ? "\(hour)\u{A0}h" : "\(hour)\u{A0}h\u{A0}\(padded)"
        case .en: return "\(hour < 10 ? "0" : "")\(hour):\(padded)"
        }
    }

    /// `mardi 24 novembre`, `Tuesday 24 November`
    package func date(in language: Language) -> String {
        let first = language == .fr && day == 1 ? "1er" : "\(day)"
        return "\(Self.weekdays(language)[weekday - 1]) \(first) \(Self.months(language)[month - 1])"
    }

    /// `24 novembre 2026`, `24 November 2026`
    package func dateWithYear(in language: Language) -> String {
        let first = language == .fr && day == 1 ? "1er" : "\(day)"
        return "\(first) \(Self.months(language)[month - 1]) \(year)"
    }

    /// The name of a weekday, 1 being Monday.
    package static func weekday(_ number: Int, in language: Language) -> String {
        weekdays(language)[min(max(number, 1), 7) - 1]
    }

    private static func weekdays(_ language: Language) -> [String] {
        switch language {
        case .fr: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
        case .en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        }
    }

    private static func months(_ language: Language) -> [String] {
        switch language {
        case .fr:
            [
                "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                "novembre", "décembre",
            ]
        case .en:
            [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ]
        }
    }
}
