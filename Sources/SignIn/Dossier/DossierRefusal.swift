package import Policy
import Web

/// The noes of `/dossier`.
package enum DossierRefusal: Refusal, Hashable {
    /// Wrong reference, wrong birth date, and whatever else opens nothing, alike (S-21).
    case notFound
    case slowed(seconds: Int64)
    case paused(until: Instant)

    package var code: String {
        switch self {
        case .notFound: "dossier.not-found"
        case .slowed: "dossier.slowed"
        case .paused: "dossier.paused"
        }
    }

    package var values: [String: String] {
        if case .slowed(let seconds) = self { ["n": String(seconds)] } else { [:] }
    }

    package var status: Int { self == .notFound ? 404 : 429 }

    /// The refusal of a guess that is not admitted; nil for one that is.
    init?(_ admission: Throttle.Admission) {
        switch admission {
        case .open: return nil
        case .slowed(let seconds): self = .slowed(seconds: seconds)
        case .paused(let until): self = .paused(until: until)
        }
    }
}
