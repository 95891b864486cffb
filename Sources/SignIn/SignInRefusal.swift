package import People
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
    /// A code that was sent: wrong, with guesses left.
    case codeTriesLeft(Int)
    case codeExpired
    case codeSpent
    /// No code is open: none was sent, or it was used.
    case codeGone
    /// A right code of a device whose clock is off.
    case deviceClock(minutes: Int)
    /// Not the code of that line of the sheet.
    case lineWrong(Int)
    /// The sheet has no line left.
    case sheetSpent
    case recoveryMalformed
    /// No code of this person, or one that was used.
    case recoveryWrong
    /// No code of a letter that serves this identifier: wrong, used, expired and unknown alike (S-21).
    case activationFailed
    /// A typing slip in the code of a letter.
    case activationSlip(ActivationCodeSlip)
    /// The last code is too young for another.
    case codeSoon(seconds: Int64)
    /// The person's own budget of messages is used up.
    case codeBudget(until: Instant)
    /// The city's, the department's or the prefix's is.
    case cityBudget(until: Instant)

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
        case .codeTriesLeft: "factor.code-wrong"
        case .codeExpired: "factor.code-expired"
        case .codeSpent: "factor.code-spent"
        case .codeGone: "factor.code-gone"
        case .codeSoon: "factor.code-soon"
        case .deviceClock: "factor.device-clock"
        case .lineWrong: "factor.line-wrong"
        case .sheetSpent: "factor.sheet-spent"
        case .recoveryMalformed: "factor.recovery-form"
        case .recoveryWrong: "factor.recovery-wrong"
        case .activationFailed: "activation.failed"
        case .activationSlip(.length): "activation.slip-length"
        case .activationSlip(.character): "activation.slip-character"
        case .activationSlip(.check): "activation.slip-check"
        case .codeBudget: "factor.budget"
        case .cityBudget: "factor.city-budget"
        }
    }

    /// What stands in the braces; the hour of a pause is written by the page, in the city's time zone.
    package var values: [String: String] {
        switch self {
        case .slowed(let seconds): ["n": String(seconds)]
        case .busy(let seconds): ["n": String(seconds)]
        case .passwordShort(let count), .passwordLong(let count): ["n": String(count)]
        case .codeMalformed(let digits): ["n": String(digits)]
        case .codeClock(let minutes), .deviceClock(let minutes): ["n": String(minutes)]
        case .codeTriesLeft(let left): ["n": String(left)]
        case .codeSoon(let seconds): ["n": String(seconds)]
        case .lineWrong(let line): ["n": String(line)]
        case .activationSlip(.length(let count)): ["n": String(count)]
        default: [:]
        }
    }

    package var status: Int {
        switch self {
        case .slowed, .paused, .codeSoon, .codeBudget, .cityBudget: 429
        case .busy: 503
        case .failed, .passwordWrong, .activationFailed: 401
        default: 422
        }
    }

    /// The moment that the sentence names as `until`, if it names one.
    package var until: Instant? {
        switch self {
        case .paused(let until), .codeBudget(let until), .cityBudget(let until): until
        default: nil
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
