package import City
import People
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
        try await database.read { reading in
            let factors: Set<Factor> = try AuthenticatorStore.isEnrolled(number, in: reading) ? [.authenticator] : []
            return try AgentStore.subject(of: number, factors: factors, at: instant, in: city, from: reading)
        }
    }

    /// The question that an agent would ask who has just given every proof that they hold.
    package func question(by subject: Subject, app: String, channel: Channel, at instant: Instant) -> Question {
        let factor = subject.factors.first
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
