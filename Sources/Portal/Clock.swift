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
        Instant(seconds: Int64(Date().timeIntervalSince1970))
    }
}
