import City
import Foundation
package import Policy

/// Where time comes in: the only place that reads the machine's clock.
package struct Clock: Sendable {
    /// The moment that codes, sessions and certificates are judged by.
    package let now: @Sendable () -> Instant

    /// The hour that rules see, when the demo fixes it (`--at`); nil follows `now`.
    package let ruleHour: Instant?

    /// A clock that follows the machine, or a test's own hand.
    package init(now: @escaping @Sendable () -> Instant = Self.system, ruleHour: Instant? = nil) {
        self.now = now
        self.ruleHour = ruleHour
    }

    /// Seconds of the machine's clock, rounded down.
    package static let system: @Sendable () -> Instant = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &time)
        return Instant(seconds: Int64(time.tv_sec))
    }
}

extension Clock {
    /// The local time that rules see: the city's, or the hour that the demo fixed.
    func hour(in published: Published) -> @Sendable (Instant) -> LocalTime {
        let fixed = ruleHour
        return { instant in
            let city = published.city
            return fixed.map { city.localTime(of: instant, asAt: $0) } ?? city.localTime(of: instant)
        }
    }
}
