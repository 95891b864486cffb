/// The life of a credential, in its order.
package enum CredentialState: String, CaseIterable, Sendable, Codable {
    case declared
    case profileCreated = "profile-created"
    case issued
    case active
    case suspended
    case left
    case closed

    /// Whether a session may be open: of one's own once the credential is active, accompanied as long as it never was.
    package func opens(accompanied: Bool) -> Bool {
        switch self {
        case .declared, .profileCreated, .issued: accompanied
        case .active: !accompanied
        case .suspended, .left, .closed: false
        }
    }
}

/// A dated right to one app, with its reason.
package struct Grant: Hashable, Sendable, Codable {
    package var app: String
    /// The first instant at which the right has ended.
    package var until: Instant
    package var reason: String
    /// Who gave it, as the page names them.
    package var by: String

    package init(app: String, until: Instant, reason: String, by: String) {
        self.app = app
        self.until = until
        self.reason = reason
        self.by = by
    }
}

/// The facts about one agent that rules may judge, as of now.
package struct Subject: Hashable, Sendable, Codable {
    /// Employee number.
    package var agent: String
    package var credential: CredentialState
    /// The second proofs that are enrolled and that the agent's departments allow.
    package var factors: Set<Factor>
    /// The assignments in force.
    package var assignments: [Assignment]
    /// Grants in force and ended ones that a page may still name.
    package var grants: [Grant]

    package init(
        agent: String,
        credential: CredentialState,
        factors: Set<Factor>,
        assignments: [Assignment],
        grants: [Grant] = []
    ) {
        self.agent = agent
        self.credential = credential
        self.factors = factors
        self.assignments = assignments
        self.grants = grants
    }

    /// True when a grant for the app is in force at that instant.
    package func holdsGrant(for app: String, at instant: Instant) -> Bool {
        for place in 0..<grants.count where grants[place].app == app && instant < grants[place].until { return true }
        return false
    }

    /// The grant for the app that ended last, when one ended by that instant.
    package func endedGrant(for app: String, at instant: Instant) -> Grant? {
        var last: Int?
        for place in 0..<grants.count where grants[place].app == app && grants[place].until <= instant {
            if let last, grants[last].until >= grants[place].until { continue }
            last = place
        }
        return last.map { grants[$0] }
    }
}
