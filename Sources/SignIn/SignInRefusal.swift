package import Policy
import Web

/// The noes of the sign-in that can be shown.
package enum SignInRefusal: Refusal, Hashable {
    /// Before the password is proven: known, unknown, suspended, left and declared alike (S-21).
    case failed
    case slowed(seconds: Int64)
    case paused(until: Instant)
    case busy(seconds: Int)
    case passwordShort(count: Int)
    case passwordLong(count: Int)
    case passwordCommon
    case passwordSame
    /// The present password, asked again before it is changed or a session wakes.
    case passwordWrong
    case codeMalformed(digits: Int)
    case codeWrong
    case codeUsed
    case codeClock(minutes: Int)

    package var code: String {
        switch self {
        case .failed: "signin.failed"
        case .slowed: "signin.slowed"
        case .paused: "signin.paused"
        case .busy: "signin.busy"
        case .passwordShort: "password.short"
        case .passwordLong: "password.long"
        case .passwordCommon: "password.common"
        case .passwordSame: "password.same"
        case .passwordWrong: "password.wrong"
        case .codeMalformed: "factor.code-form"
        case .codeWrong: "factor.totp-wrong"
        case .codeUsed: "factor.code-used"
        case .codeClock: "factor.clock"
        }
    }

    /// What stands in the braces; the hour of a pause is written by the page, in the city's time zone.
    package var values: [String: String] {
        switch self {
        case .slowed(let seconds): ["n": String(seconds)]
        case .busy(let seconds): ["n": String(seconds)]
        case .passwordShort(let count), .passwordLong(let count): ["n": String(count)]
        case .codeMalformed(let digits): ["n": String(digits)]
        case .codeClock(let minutes): ["n": String(minutes)]
        default: [:]
        }
    }

    package var status: Int {
        switch self {
        case .slowed, .paused: 429
        case .busy: 503
        case .failed, .passwordWrong: 401
        default: 422
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
