package import Policy

/// What is asked of somebody who signs in, or what they get.
package enum SignInStep: Hashable, Sendable {
    /// Identifier and password.
    case password
    /// A second proof: any that the person holds.
    case code
    /// Everything is proven, and the city's version of the rules for use is not accepted yet.
    case charter
    /// The state of the credential is told, with who acts next; there is no session.
    case told(CredentialState)
    /// Everything is proven: a session with this assurance.
    case enter(Assurance)
}

/// What the city knows of somebody at this very moment (S-16): read anew at each step, never kept with the attempt.
package struct SignInStanding: Hashable, Sendable {
    /// The state of the credential.
    package let credential: CredentialState
    /// Grows with each new password, so that a proof of an older one is worth nothing.
    package let passwordVersion: Int64?
    /// Whether the department gives its people a second proof.
    package let departmentAsks: Bool
    /// The second proofs that the person has.
    package let enrolled: Set<Factor>
    /// Whether the version of the rules for use that the city has now is accepted, or it has none.
    package let hasAccepted: Bool

    /// The facts that the steps depend on.
    package init(
        credential: CredentialState,
        passwordVersion: Int64?,
        departmentAsks: Bool,
        enrolled: Set<Factor>,
        hasAccepted: Bool = true
    ) {
        self.credential = credential
        self.passwordVersion = passwordVersion
        self.departmentAsks = departmentAsks
        self.enrolled = enrolled
        self.hasAccepted = hasAccepted
    }

    /// The second proof that is asked first: what costs nobody a message, then what the person has at hand.
    package var first: Factor? { Factor.allCases.first(where: enrolled.contains) }

    /// Whether a sign-in by this channel is complete with the second proof only.
    package func asksFactor(on channel: Channel) -> Bool {
        channel != .office && departmentAsks && !enrolled.isEmpty
    }
}

/// A sign-in on its way: who, and which proofs were given when. It is a value; a browser carries it sealed.
package struct SignInAttempt: Hashable, Sendable, Codable {
    /// Seconds in which a sign-in is to be finished.
    package static let life: Int64 = 600

    /// The employee number of the one who gave the password.
    package let agent: String
    /// When the password was proven, and which password it was.
    package let passwordAt: Instant
    package let passwordVersion: Int64
    /// Which second proof was given, and when, if one was.
    package private(set) var factor: Factor?
    package private(set) var factorAt: Instant?
    /// *Ce poste est partagé*, ticked on the first page.
    package let isShared: Bool

    /// A sign-in whose password was just proven: the only way to begin one.
    package init(agent: String, passwordAt: Instant, passwordVersion: Int64, isShared: Bool) {
        self.agent = agent
        self.passwordAt = passwordAt
        self.passwordVersion = passwordVersion
        self.isShared = isShared
    }

    /// The same sign-in once a second proof was given.
    package func proving(_ factor: Factor, at now: Instant) -> SignInAttempt {
        var attempt = self
        (attempt.factor, attempt.factorAt) = (factor, now)
        return attempt
    }

    /// The step that comes next: the first line that is not met. This is the whole sign-in.
    package func step(_ standing: SignInStanding, channel: Channel, at now: Instant) -> SignInStep {
        guard isFresh(at: now), passwordVersion == standing.passwordVersion else { return .password }
        guard standing.credential == .active else { return .told(standing.credential) }
        guard !standing.asksFactor(on: channel) || factor.map(standing.enrolled.contains) == true else { return .code }
        guard standing.hasAccepted else { return .charter }
        return .enter(assurance)
    }

    private func isFresh(at now: Instant) -> Bool {
        now >= passwordAt && now < passwordAt.adding(seconds: Self.life)
    }

    private var assurance: Assurance {
        Assurance(password: passwordAt, factor: factor, factorAt: factorAt)
    }
}
