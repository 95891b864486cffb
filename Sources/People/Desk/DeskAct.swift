package import Policy

/// What the HR desk does to a credential.
package enum DeskAct: String, CaseIterable, Sendable {
    /// Issues credentials; an earlier link or letter dies.
    case issue = "credentials"
    case suspend = "suspension"
    case resume = "resumption"
    case close = "closure"

    /// The acts that lead somewhere from a step, the next transition first.
    package static func possible(from step: CredentialState) -> [DeskAct] {
        switch step {
        case .declared, .profileCreated: [.issue, .close]
        case .issued: [.issue, .suspend, .close]
        case .active: [.suspend, .close]
        case .suspended: [.resume, .close]
        case .left: [.close]
        case .closed: []
        }
    }
}
