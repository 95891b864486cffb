import People
import Web

/// The noes of `/contacts`.
package enum ContactRefusal: String, Refusal, CaseIterable {
    case phone = "contacts.phone-form"
    case mail = "contacts.mail-form"
    /// It is the one on file.
    case same = "contacts.same"
    /// Neither mobile nor mail is on file: nothing old that could confirm or be told.
    case alone = "contacts.alone"
    /// The city, or a budget, sends nothing that way now.
    case unsent = "contacts.unsent"
    case tooMany = "contacts.too-many"
    case wrong = "contacts.wrong"
    /// The codes are over.
    case over = "contacts.over"

    package var code: String { rawValue }
    package var status: Int {
        switch self {
        case .phone, .mail, .same, .wrong, .over: 422
        case .alone: 409
        case .unsent, .tooMany: 429
        }
    }
}
