package import Policy

/// What may be done to a credential.
package enum CredentialAct: String, CaseIterable, Sendable {
    /// The directory has the profile.
    case createProfile = "create-profile"
    /// A link or letter is made by which the agent sets password and factor.
    case issue
    /// The agent used it.
    case activate
    case suspend
    case resume
    /// Ends the suspension of a credential that was issued and never activated.
    case resumeUnused = "resume-unused"
    /// Nothing of it lives on.
    case close
    /// The feed states a new period of work of somebody who was closed: a dossier anew, as for a newcomer.
    case rehire
}

extension CredentialState {
    /// The step that an act leads to from here; nil when it leads nowhere and is refused.
    ///
    /// An unused credential is never resumed to active: that would be active without a proof. `suspended` by position, `left` and `closed` by date are not acts: see `Agent.state(on:)`.
    package func step(after act: CredentialAct) -> CredentialState? {
        switch (self, act) {
        case (.declared, .createProfile): .profileCreated
        case (.declared, .issue), (.profileCreated, .issue), (.issued, .issue): .issued
        case (.issued, .activate): .active
        // A new link for somebody who lost password or phone: what they had stays until they use it.
        case (.active, .issue), (.active, .activate): .active
        case (.active, .suspend), (.issued, .suspend): .suspended
        // Nobody ever set a password by the link that the suspension ended: another one is issued.
        case (.suspended, .resumeUnused): .profileCreated
        case (.suspended, .resume): .active
        case (.closed, .rehire): .declared
        case (.closed, _): nil
        case (_, .close): .closed
        default: nil
        }
    }
}

extension Position {
    /// Whether an agent in this position works for the city or is on leave from that work with the credential kept (D-80
    /// to D-92).
    package var serves: Bool { effect == nil }

    /// What the position makes of a credential that was active; nil when it leaves it as it is.
    package var effect: CredentialState? {
        switch self {
        case .trainee, .tenured, .contract, .hourly, .lent, .secondedIn, .parentalLeave, .longSickLeave: nil
        case .secondedOut, .availability, .suspended, .excluded: .suspended
        case .retired, .struckOff: .left
        case .deceased: .closed
        }
    }

    /// Whether the position concerns the person and not one post: it suspends whatever else is in force (D-88, D-89).
    package var isPersonal: Bool { self == .suspended || self == .excluded }
}

extension Agent {
    /// The state of the credential on a day, from the acts so far and the positions in force that day.
    ///
    /// In this order: deceased or closed; no assignment left that serves or suspends; suspended by position or by act; not
    /// begun yet; else the step that acts have reached.
    package func state(on day: CalendarDate) -> CredentialState {
        if credential.step == .closed || isDeceased(on: day) { return .closed }
        if credential.step == .left { return .left }
        let current = assignments(on: day).map(\.position)
        guard current.contains(where: { $0.effect != .left }) else { return stateOutside(on: day, after: current) }
        guard credential.step == .active else { return credential.step }
        let isSuspended = current.contains(where: \.isPersonal) || !current.contains(where: \.serves)
        return isSuspended ? .suspended : .active
    }

    private func isDeceased(on day: CalendarDate) -> Bool {
        assignments.contains { $0.position == .deceased && $0.from <= day }
    }

    /// The state when nothing in force serves: before the first day nothing is active yet, after the last all is over (D-91).
    private func stateOutside(on day: CalendarDate, after current: [Position]) -> CredentialState {
        let hasBegun = assignments.contains { $0.from <= day }
        if !current.isEmpty || hasBegun || assignments.isEmpty { return .left }
        return credential.step == .active ? .issued : credential.step
    }
}
