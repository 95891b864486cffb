package import City
package import Policy

/// Where a dossier stands on a day: what was reached, since when, who moves it on, and whether that is late.
///
/// A pure value of the agent's file, the dossier and the city file: a contact that the city changes is right everywhere at once.
package struct DossierProgress: Sendable {
    /// One phase of the way to an active credential.
    package struct Phase: Hashable, Sendable {
        /// Where a phase stands.
        package enum Mark: String, Hashable, Sendable { case passed, current, ahead }

        package let state: CredentialState
        package let mark: Mark
        /// When it was reached; nil ahead, and for what was passed over.
        package let at: Instant?
    }

    package let agent: Agent
    package let dossier: Dossier
    /// The state on that day (PE-14).
    package let state: CredentialState
    /// The first day of that state.
    package let since: CalendarDate
    package let today: CalendarDate
    /// The department that the agent belongs to first; nil when the city file lists it no more.
    package let department: Department?
    /// Whether the letter is with a head of site, who is still to hand it over (EL-2).
    package var isEntrusted = false
    private let choice: DossierChoice
    private let contacts: [String: Contact]

    /// The progress of an agent's dossier on a day.
    package init(_ agent: Agent, _ dossier: Dossier, in city: City, on today: CalendarDate) {
        self.agent = agent
        self.dossier = dossier
        self.today = today
        state = agent.state(on: today)
        since = agent.first(of: state, on: today) ?? city.day(of: agent.credential.since)
        department = agent.nearestAssignments(on: today).lazy.compactMap { city.departments[$0.department] }.first
        choice = city.dossier
        contacts = city.contacts
    }

    /// Who moves the dossier on from here.
    package var actor: DossierActor {
        switch state {
        case .declared: choice.hasProfileStep ? .it : .hr
        case .profileCreated, .suspended: .hr
        case .issued: .agent
        case .active, .left, .closed: .nobody
        }
    }

    /// The HR office of the agent's own structure, which answers for the dossier.
    package var office: Contact? { department.flatMap { contacts[$0.hrOffice] } }

    /// Whom to call about the next act: the office or person who does it; the HR office where it is the agent's own turn.
    package var contact: Contact? { actor == .it ? department.flatMap { contacts[$0.itContact] } : office }

    /// Days of the calendar since the state was reached.
    package var daysWaited: Int { max(0, today.day - since.day) }

    /// Days that this step may take; nil where nothing is waited for.
    package var daysAllowed: Int? { choice.days[state] }

    /// Whether the step has lasted longer than it may.
    package var isLate: Bool { daysAllowed.map { daysWaited > $0 } ?? false }

    /// The phases from the declaration to an active credential, in order.
    package var phases: [Phase] {
        let all: [CredentialState] =
            [.declared] + (choice.hasProfileStep ? [.profileCreated] : []) + [.issued, .active]
        let place = all.firstIndex(of: state == .profileCreated && !choice.hasProfileStep ? .declared : state)
        return all.enumerated().map { index, phase in
            guard let place else { return Phase(state: phase, mark: .ahead, at: nil) }
            let mark: Phase.Mark = index < place ? .passed : index == place ? .current : .ahead
            return Phase(state: phase, mark: mark, at: mark == .ahead ? nil : dossier.reached(phase))
        }
    }

    /// The number of the current phase, from 1; nil for a credential that was suspended, has left or is closed.
    package var number: Int? { phases.firstIndex { $0.mark == .current }.map { $0 + 1 } }
}

extension Agent {
    /// The first day of a state that a position or a date made; nil for one that an act made.
    fileprivate func first(of state: CredentialState, on today: CalendarDate) -> CalendarDate? {
        switch state {
        case .suspended where credential.step != .suspended:
            return assignments(on: today).filter { $0.position.effect == .suspended }.map(\.from).min()
        case .left:
            let ended = assignments.filter { $0.hasEnded(by: today) }.compactMap(\.until).max()?.adding(days: 1)
            return assignments(on: today).filter { $0.position.effect == .left }.map(\.from).min() ?? ended
        case .closed where credential.step != .closed:
            return assignments.filter { $0.position == .deceased }.map(\.from).min()
        default: return nil
        }
    }
}
