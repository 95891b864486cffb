package import Policy

/// A time as HTTP writes it: `Tue, 24 Nov 2026 13:02:00 GMT` (RFC 9110 §5.6.7).
package enum HTTPDate {
    /// The text of an instant.
    package static func text(_ instant: Instant) -> String {
        let moment = Moment(secondsSince1970: instant.seconds)
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let second = Int(((instant.seconds % 60) + 60) % 60)
        let clock = [moment.minute / 60, moment.minute % 60, second].map(two).joined(separator: ":")
        return "\(days[moment.weekday - 1]), \(two(moment.day)) \(months[moment.month - 1]) \(moment.year) \(clock) GMT"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
