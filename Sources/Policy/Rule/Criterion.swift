/// One condition of a clause.
package enum Criterion: Hashable, Sendable {
    /// The serving assignment's department is one of these keys.
    case department(Set<String>)
    /// The serving assignment's unit is one of these.
    case unit(Set<String>)
    /// The serving assignment's function is one of these.
    case function(Set<String>)
    /// The serving assignment's position is one of these.
    case position(Set<Position>)
    /// Outside the office, the serving assignment's position is one of these; a grant does not stand in for it.
    case outsidePosition(Set<Position>)
    /// The request arrives by one of these channels.
    case channel(Set<Channel>)
    /// The browser is at least this well known.
    case device(Device)
    /// On these channels a second proof was given, not longer ago than that many minutes.
    case factor(on: Set<Channel>, maxAgeMinutes: Int?)
    /// Local time is within the hours, in minutes of the day, `to` excluded; `from` after `to` runs past midnight.
    case hours(Hours)
    /// A grant for the app is in force.
    case grant
    /// The credential is in one of these states.
    case credential(Set<CredentialState>)

    /// Hours of some weekdays, in minutes of the day.
    package static func hours(_ days: Set<Weekday>, from: Int, to: Int) -> Criterion {
        .hours(Hours(days: days, from: from, to: to))
    }

    /// True for the criteria about who works where as what, for which a grant stands in.
    var asksWho: Bool {
        switch self {
        case .department, .unit, .function, .position: true
        default: false
        }
    }
}
