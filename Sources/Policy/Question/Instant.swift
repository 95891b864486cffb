/// A point in time, in whole seconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    package let seconds: Int64

    package init(seconds: Int64) {
        self.seconds = seconds
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.seconds < right.seconds
    }

    /// The instant that many seconds later (earlier when negative); stays at the end of time instead of trapping.
    package func adding(seconds more: Int64) -> Instant {
        let (sum, overflow) = seconds.addingReportingOverflow(more)
        guard overflow else { return Instant(seconds: sum) }
        return Instant(seconds: more > 0 ? .max : .min)
    }

    /// The seconds from another instant to this one, negative when the other is later; never traps.
    package func seconds(since other: Instant) -> Int64 {
        let (difference, overflow) = seconds.subtractingReportingOverflow(other.seconds)
        guard overflow else { return difference }
        return other.seconds > 0 ? .min : .max
    }
}
