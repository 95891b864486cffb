package import Policy
import Web

/// The noes of `/account`.
package enum AccountRefusal: Refusal, Hashable {
    /// Wrong, used, old or never sent, alike (S-21).
    case failed
    case malformed(digits: Int)
    case slowed(seconds: Int64)
    case paused(until: Instant)

    package var code: String {
        switch self {
        case .failed: "account.failed"
        case .malformed: "factor.code-form"
        case .slowed: "account.slowed"
        case .paused: "account.paused"
        }
    }

    package var values: [String: String] {
        switch self {
        case .slowed(let seconds): ["n": String(seconds)]
        case .malformed(let digits): ["n": String(digits)]
        case .failed, .paused: [:]
        }
    }

    package var status: Int {
        switch self {
        case .failed, .malformed: 422
        case .slowed, .paused: 429
        }
    }

    /// The refusal of a guess that is not admitted; nil for one that is.
    init?(_ admission: Throttle.Admission) {
        switch admission {
        case .open: return nil
        case .slowed(let seconds): self = .slowed(seconds: seconds)
        case .paused(let until): self = .paused(until: until)
        }
    }
}
