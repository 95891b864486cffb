import People
import Web

/// The noes of `/contacts`.
package enum ContactRefusal: String, Refusal, CaseIterable {
    case phone = "own-contacts.phone-form"
    case mail = "own-contacts.mail-form"
    /// It is the one on file.
    case same = "own-contacts.same"
    /// Neither mobile nor mail is on file: nothing old that could confirm or be told.
    case alone = "own-contacts.alone"
    /// The city, or a budget, sends nothing that way now.
    case unsent = "own-contacts.unsent"
    case tooMany = "own-contacts.too-many"
    case wrong = "own-contacts.wrong"
    /// The codes are over.
    case over = "own-contacts.over"

    package var code: String { rawValue }
    package var status: Int {
        switch self {
        case .phone, .mail, .same, .wrong, .over: 422
        case .alone: 409
        case .unsent, .tooMany: 429
        }
    }
}
