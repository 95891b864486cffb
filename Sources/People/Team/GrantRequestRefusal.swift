import Web

/// The noes about requests and dated rights.
package enum GrantRequestRefusal: String, Refusal, CaseIterable {
    /// The rules open the app already, or no dated right would.
    case needless = "request.needless"
    /// An open request for this app waits for its answer.
    case waiting = "request.waiting"
    /// Ten requests on one day.
    case tooMany = "request.too-many"
    /// The line is too short or too long.
    case words = "request.words"
    /// No day, a day that is over, or one more than 30 days ahead.
    case period = "request.period"
    /// Somebody has answered.
    case answered = "request.answered"
    /// No dated right would open that app for this person.
    case noSuchRight = "request.no-such-right"

    package var code: String { rawValue }
    package var status: Int {
        switch self {
        case .words, .period: 422
        case .tooMany: 429
        case .needless, .waiting, .answered, .noSuchRight: 409
        }
    }
}
