package import City
package import Policy

extension City {
    /// The day of the city's calendar on which an instant falls.
    package func day(of instant: Instant) -> CalendarDate {
        let seconds = instant.seconds
        let utc = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        // No zone is a whole day away from UTC: the local weekday tells whether it is the day before, the same or the next.
        let weekdayThere = Weekday.thursday.adding(days: Int(utc % 7))
        let ahead = (localTime(of: instant).weekday.rawValue - weekdayThere.rawValue + 8) % 7 - 1
        return CalendarDate(day: Int(clamping: utc) + ahead)
    }

    /// The first instant of a day of the city's calendar; nil outside the years that the zone's table knows.
    package func midnight(of day: CalendarDate) -> Instant? {
        instant(local: "\(day)T00:00")
    }
}

extension FeedVocabulary {
    /// The keys of a city file that a feed may name.
    package init(_ city: City) {
        self.init(
            departments: city.departments.mapValues { department in
                (names: [department.acronym, department.name], units: department.units.names ?? [])
            }
        )
    }
}
