package import Policy

/// How often guesses under one subject went wrong, and what the next one meets: slower first, then a pause (S-22).
package struct Throttle: Hashable, Sendable {
    /// How much a subject may be guessed at.
    package struct Limits: Hashable, Sendable {
        /// Wrong guesses that cost nothing.
        let free: Int
        /// Wrong guesses after which there is a pause.
        let most: Int
        /// The longest wait between two guesses, in seconds.
        let slowest: Int64
        /// Seconds of the pause, which ends by itself.
        let pause: Int64
        /// Seconds without a guess after which all is forgotten.
        let memory: Int64

        /// One person, whatever name was typed and whichever way in (S-22); and, apart, one known browser of theirs.
        package static let person = Limits(free: 3, most: 10, slowest: 30, pause: 900, memory: 3_600)

        /// What one address may say about one thing: three times an hour, and nothing is slowed.
        package static let word = Limits(free: 3, most: 3, slowest: 0, pause: 3_600, memory: 3_600)

        /// One address: at the office thousands of people share one.
        package static func source(_ channel: Channel) -> Limits {
            let free = channel == .office ? 2_000 : 50
            return Limits(free: free, most: free * 4, slowest: 30, pause: 300, memory: 900)
        }
    }

    /// What a guess meets.
    package enum Admission: Hashable, Sendable {
        case open
        case slowed(seconds: Int64)
        case paused(until: Instant)

        /// The stricter of two.
        package func and(_ other: Admission) -> Admission {
            switch (self, other) {
            case (.paused(let one), .paused(let two)): .paused(until: max(one, two))
            case (.paused, _), (_, .open): self
            case (_, .paused), (.open, _): other
            case (.slowed(let one), .slowed(let two)): .slowed(seconds: max(one, two))
            }
        }
    }

    /// Guesses since the last right one, each counted before it is judged.
    package let failures: Int
    /// When the last one was made.
    package let lastAt: Instant

    /// The state that a store kept.
    package init(failures: Int, lastAt: Instant) { (self.failures, self.lastAt) = (max(0, failures), lastAt) }

    /// What a guess at `now` meets.
    package func admission(at now: Instant, _ limits: Limits) -> Admission {
        let failures = remembered(at: now, limits)
        guard failures >= limits.free else { return .open }
        let waited = max(0, now.seconds(since: lastAt))
        guard failures < limits.most else { return .paused(until: lastAt.adding(seconds: limits.pause)) }
        let wait = min(limits.slowest, Int64(1) << Int64(min(failures - limits.free, 16)))
        return waited >= wait ? .open : .slowed(seconds: wait - waited)
    }

    /// The state after one more guess.
    package func counting(at now: Instant, _ limits: Limits) -> Throttle {
        Throttle(failures: remembered(at: now, limits) + 1, lastAt: now)
    }

    /// The guesses that still count: none after the memory, as many as are free after a pause.
    private func remembered(at now: Instant, _ limits: Limits) -> Int {
        let waited = now.seconds(since: lastAt)
        if waited >= limits.memory { return 0 }
        return failures >= limits.most && waited >= limits.pause ? min(failures, limits.free) : failures
    }
}
