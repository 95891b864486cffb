import Policy
import Web

/// The noes to somebody who reports a false site.
enum FalseSiteRefusal: Refusal, Hashable {
    case empty
    case tooLong
    /// Several reports in a row: the next one waits.
    case slowed(seconds: Int64)
    case paused(until: Instant)

    var code: String {
        switch self {
        case .empty: "false-site.empty"
        case .tooLong: "false-site.too-long"
        case .slowed: "false-site.slowed"
        case .paused: "false-site.paused"
        }
    }

    var values: [String: String] {
        if case .slowed(let seconds) = self { ["n": String(seconds)] } else { [:] }
    }

    var status: Int {
        switch self {
        case .empty, .tooLong: 422
        case .slowed, .paused: 429
        }
    }
}
