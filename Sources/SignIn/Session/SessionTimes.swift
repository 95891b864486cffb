package import Policy

/// When a session began, was last used, and how long it may rest and last (S-15).
package struct SessionTimes: Hashable, Sendable {
    /// How long a session may rest, and last in all, in seconds.
    package struct Limits: Hashable, Sendable {
        /// Seconds without activity after which one proof is asked.
        package let idle: Int64
        /// Seconds after which the whole sign-in is asked.
        package let absolute: Int64

        /// Limits of at least one second each.
        package init(idle: Int64, absolute: Int64) { (self.idle, self.absolute) = (max(1, idle), max(1, absolute)) }

        /// The limits on a shared workstation: five minutes of rest at most.
        package var shared: Limits { Limits(idle: min(idle, 300), absolute: absolute) }

        /// Seconds of activity that need not be written: a minute or a tenth of the rest, whichever is less (S-15).
        var bucket: Int64 { min(60, idle / 10) }
    }

    /// Where a session stands in its life.
    package enum Stage: Hashable, Sendable {
        case awake, asleep, over
    }

    /// When all proofs were given.
    package let startedAt: Instant
    /// The last navigation or unsafe method.
    package var activeAt: Instant
    /// The limits it was opened with.
    package let limits: Limits

    /// The life of a session that began at `startedAt`.
    package init(startedAt: Instant, activeAt: Instant, limits: Limits) {
        (self.startedAt, self.activeAt, self.limits) = (startedAt, activeAt, limits)
    }

    /// The first instant at which it sleeps.
    package var idleDeadline: Instant { activeAt.adding(seconds: limits.idle) }

    /// The first instant at which it is over.
    package var absoluteDeadline: Instant { startedAt.adding(seconds: limits.absolute) }

    /// Seconds after its end for which a session is remembered: an upload that began in it may finish, and a revocation
    /// still finds it.
    package static let graceSeconds: Int64 = 3_600

    /// Whether it was over so long ago that nothing of it may go on.
    package func isGone(at now: Instant) -> Bool { now >= absoluteDeadline.adding(seconds: Self.graceSeconds) }

    /// Judged anew at every request from the server's clock.
    package func stage(at now: Instant) -> Stage {
        if now >= absoluteDeadline { return .over }
        return now >= idleDeadline ? .asleep : .awake
    }
}
