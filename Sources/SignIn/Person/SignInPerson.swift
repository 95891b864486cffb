package import City
import People
package import Policy
package import Store

/// A person as one step of a sign-in reads them, at that very moment (S-16).
package struct SignInPerson: Sendable {
    /// The person as the doors see them.
    package let holder: SessionHolder
    /// What the steps depend on.
    package let standing: SignInStanding
    /// How long a session of theirs rests and lasts.
    package let limits: SessionTimes.Limits
    /// Since when the credential is in its state.
    package let since: Instant
    /// Words that their password may not be made of: names, identifier, number.
    package let ownWords: [String]
    /// What the person types to sign in, in the form that their department prints.
    package let identifier: String
    /// The number on file that can be dialled; nil without one.
    package let phone: String?
    /// Whether one of the departments gives an authenticator app.
    package let isGivenApp: Bool

    /// The person's mobile, for news; nil without one, or where the city sends none.
    let mobile: Message.Person?
    /// Where mail reaches the person, for news; nil without an address, or where the city sends none.
    let mailbox: Mail.Recipient?

    /// The person as messages go out to them; nil without a number.
    var recipient: Message.Person? {
        phone.map { Message.Person(agent: holder.subject.agent, department: holder.department, phone: $0) }
    }
}

/// Session times that stand in the place of every department's: what `--idle` and `--absolute` shorten.
package struct SessionOverride: Hashable, Sendable {
    /// Seconds of rest; nil leaves the department's.
    package let idle: Int64?
    /// Seconds in all; nil leaves the department's.
    package let absolute: Int64?

    /// Times for everybody.
    package init(idle: Int64? = nil, absolute: Int64? = nil) { (self.idle, self.absolute) = (idle, absolute) }
}

/// Where the sign-in reads people: their file, their departments' choices, their proofs.
package struct SignInRoll: Sendable {
    private let city: @Sendable () -> City
    private let override: SessionOverride

    /// Reads under the city file that is published at that moment.
    package init(city: @escaping @Sendable () -> City, override: SessionOverride = SessionOverride()) {
        self.city = city
        self.override = override
    }

    /// The city file that is published at that moment.
    var published: City { city() }

    /// What may go out to people.
    var budget: MessageBudget { city().messages.budget }

    /// The person with that employee number; nil when there is none.
    package func person(_ number: String, at now: Instant, in reading: Reading) throws -> SignInPerson? {
        let city = city()
        guard let agent = try AgentStore.agent(number, in: reading) else { return nil }
        let password = try PasswordStore.password(of: number, in: reading)
        let departments = agent.departments(in: city, at: now)
        let asks = departments.contains { $0.factor != .none }
        let enrolled = try HeldFactors.of(agent, in: city, at: now, from: reading)
        guard let holder = try holder(agent, factors: enrolled, city: city, at: now, in: reading) else { return nil }
        let standing = SignInStanding(
            credential: holder.subject.credential,
            passwordVersion: password?.version,
            departmentAsks: asks,
            enrolled: enrolled,
            hasAccepted: try city.signIn.charter.map {
                try CharterStore.isAccepted($0.version, by: number, in: reading)
            } ?? true
        )
        return SignInPerson(
            holder: holder,
            standing: standing,
            limits: limits(departments),
            since: agent.credential.since,
            ownWords: agent.ownWords,
            identifier: departments.first?.identifier == .firstLast ? agent.identifier.text : agent.number,
            phone: agent.reach.phone?.e164,
            isGivenApp: departments.contains { $0.factor.given.contains(.app) },
            mobile: city.messages.sms == nil ? nil : agent.mobile(of: holder),
            mailbox: city.messages.mail == nil ? nil : agent.mailbox
        )
    }

    private func holder(
        _ agent: Agent,
        factors: Set<Factor>,
        city: City,
        at now: Instant,
        in reading: Reading
    ) throws -> SessionHolder? {
        let subject = try AgentStore.subject(of: agent.number, factors: factors, at: now, in: city, from: reading)
        guard let subject else { return nil }
        return SessionHolder(
            subject: subject,
            name: agent.callerName,
            mail: agent.reach.mail,
            language: agent.reach.language,
            department: subject.assignments.first?.department ?? "",
            desks: try AgentStore.desks(of: agent, on: city.day(of: now), in: reading)
        )
    }

    /// The shortest times of the person's departments.
    private func limits(_ departments: [Department]) -> SessionTimes.Limits {
        let idle = departments.map { Int64($0.session.idleSeconds) }.min() ?? 1_200
        let absolute = departments.map { Int64($0.session.absoluteSeconds) }.min() ?? 28_800
        return SessionTimes.Limits(idle: override.idle ?? idle, absolute: override.absolute ?? absolute)
    }
}
