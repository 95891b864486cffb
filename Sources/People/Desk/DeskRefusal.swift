import Web

/// The noes of the HR desk to an officer who may see the person.
package enum DeskRefusal: String, Refusal, CaseIterable {
    /// One's own file (S-29).
    case ownFile = "desk.own-file"
    /// Somebody who holds the security desk (S-29).
    case stronger = "desk.stronger"
    /// Password and second proof of an active credential are reset by two people (S-25).
    case twoPeople = "desk.two-people"
    /// The act leads nowhere from the step that the credential has reached.
    case step = "desk.step"
    case reasonMissing = "desk.reason-missing"

    package var code: String { rawValue }
    package var status: Int {
        switch self {
        case .ownFile, .stronger, .twoPeople: 403
        case .step: 409
        case .reasonMissing: 422
        }
    }
}
