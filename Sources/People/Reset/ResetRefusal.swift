import Web

/// The noes about caller checks and resets.
package enum ResetRefusal: String, Refusal, CaseIterable {
    /// The checks of an hour or a day about this person, or of a day by this officer, are used up.
    case tooManyChecks = "caller.too-many"
    /// The check is over: its time, its tries, or another one.
    case checkOver = "caller.over"
    /// Not four digits.
    case digits = "caller.digits"
    /// Neither a passed check nor an identity paper.
    case unidentified = "reset.unidentified"
    /// By telephone, and no check was passed within fifteen minutes.
    case unchecked = "reset.unchecked"
    /// The reason, or the answer, is too short or too long.
    case words = "reset.words"
    /// The credential is not active: a letter can be issued as it is.
    case needless = "reset.needless"
    /// One is on its way already.
    case live = "reset.live"
    /// Three on one day.
    case tooMany = "reset.too-many"
    /// Whoever opened it, or whose access it is, does not confirm it.
    case samePerson = "reset.same-person"
    /// It has ended, or somebody acted on it meanwhile.
    case over = "reset.over"

    package var code: String { rawValue }
    package var status: Int {
        switch self {
        case .digits, .unidentified, .unchecked, .words: 422
        case .tooManyChecks, .tooMany: 429
        case .samePerson: 403
        case .checkOver, .needless, .live, .over: 409
        }
    }
}
