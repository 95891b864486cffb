import Web

/// The noes about an accompanied session to a supervisor who may see the person.
package enum AccompanimentRefusal: String, Refusal, CaseIterable {
    /// The request does not come by the office channel.
    case place = "accompaniment.place"
    /// The person has, or had, credentials of their own.
    case credential = "accompaniment.credential"
    /// The supervisor gave no second proof within ten minutes.
    case proof = "accompaniment.proof"
    /// None is open any more.
    case ended = "accompaniment.ended"

    package var code: String { rawValue }
    package var status: Int {
        switch self {
        case .place, .proof: 403
        case .credential, .ended: 409
        }
    }
}
