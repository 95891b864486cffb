package import City
package import People
package import Policy
import SignIn
import Store

extension Installation {
    /// The employee number of whatever names an agent: number, first.last or e-mail; nil when there is none.
    package func number(of typed: String, at now: Instant) async throws -> String? {
        let identifier = TypedIdentifier(typed)
        return try await database.read { try AgentStore.resolve(identifier, at: now, in: $0) }
    }

    /// An agent's facts at an instant, second proofs included; nil when there is no such agent.
    package func subject(of number: String, at instant: Instant) async throws -> Subject? {
        try await subject(of: number, in: city, at: instant)
    }

    /// The same, under a city file that was published since.
    package func subject(of number: String, in city: City, at instant: Instant) async throws -> Subject? {
        let making = SubjectMaking(city)
        return try await database.read { try Self.subject(of: number, by: making, at: instant, in: $0) }
    }

    /// Every agent by number, with their facts at an instant under each of some city files: one look at the database.
    package func everyone(
        under cities: [City],
        at instant: Instant
    ) async throws -> [(agent: Agent, subjects: [Subject])] {
        let makings = cities.map(SubjectMaking.init)
        return try await database.read { reading in
            try AgentStore.agents(in: reading).values.sorted { $0.number < $1.number }.map { agent in
                let subjects = try makings.compactMap {
                    try Self.subject(of: agent.number, by: $0, at: instant, in: reading)
                }
                return (agent, subjects)
            }
        }
    }

    private static func subject(
        of number: String,
        by making: SubjectMaking,
        at instant: Instant,
        in reading: Reading
    ) throws -> Subject? {
        let factors = try HeldFactors.of(number, in: making.city, at: instant, from: reading)
        return try AgentStore.subject(of: number, factors: factors, at: instant, by: making, from: reading)
    }

    /// The question that an agent would ask who has just given every proof that they hold.
    package func question(by subject: Subject, app: String, channel: Channel, at instant: Instant) -> Question {
        question(by: subject, app: app, channel: channel, at: instant, in: city)
    }

    /// The same, under another city file.
    package func question(
        by subject: Subject,
        app: String,
        channel: Channel,
        at instant: Instant,
        in city: City
    ) -> Question {
        let factor = Factor.allCases.first(where: subject.factors.contains)
        return Question(
            subject: subject,
            app: app,
            channel: channel,
            device: .any,
            assurance: Assurance(password: instant, factor: factor, factorAt: factor.map { _ in instant }),
            time: city.localTime(of: instant)
        )
    }
}
