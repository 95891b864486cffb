package import Policy
import Web

/// The noes of `/forgotten` before both proofs were given.
package enum ForgottenRefusal: Refusal, Hashable {
    /// Nobody's, wrong, used, old, never sent, and two proofs of one channel, alike (S-21).
    case failed
    /// A code that cannot be one; it costs no guess.
    case sentMalformed(digits: Int)
    case proofMalformed
    case slowed(seconds: Int64)
    case paused(until: Instant)

    package var code: String {
        switch self {
        case .failed: "forgotten.failed"
        case .sentMalformed: "factor.code-form"
        case .proofMalformed: "forgotten.proof-form"
        case .slowed: "signin.slowed"
        case .paused: "signin.paused"
        }
    }

    package var values: [String: String] {
        switch self {
        case .sentMalformed(let digits): ["n": String(digits)]
        case .slowed(let seconds): ["n": String(seconds)]
        case .failed, .proofMalformed, .paused: [:]
        }
    }

    package var status: Int {
        switch self {
        case .slowed, .paused: 429
        case .failed, .sentMalformed, .proofMalformed: 422
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
