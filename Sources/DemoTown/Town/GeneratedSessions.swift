import Audit
import City
import People
package import Policy
package import Portal
import SignIn
import Store

/// Sessions of generated agents, kept by the same code as those of people who sign in: a city at work, for measuring.
package struct GeneratedSessions: Sendable {
    private let agents: [String]
    private let count: Int
    private let host: String

    /// The life of each, in seconds: a working day, without rest.
    private static let limits = SessionTimes.Limits(idle: 12 * 3_600, absolute: 24 * 3_600)

    /// `count` sessions shared out among so many generated agents; each has a token for the portal and one for an app.
    package init(count: Int, agents: Int, app host: String) {
        self.count = count
        self.agents = GeneratedAgents(count: agents).numbers
        self.host = host
    }

    /// Opens them; the agents must live in the town already.
    package func open(in installation: Installation, now: Instant) async throws {
        let portal = installation.city.portal.host
        for start in stride(from: 0, to: agents.count, by: 1_000) {
            let group = Array(agents[start..<min(agents.count, start + 1_000)])
            try await installation.database.write { transaction in
                for (index, agent) in group.enumerated() {
                    let share = count / agents.count + (start + index < count % agents.count ? 1 : 0)
                    if share > 0 { try Self.open(share, of: agent, on: [portal, host], at: now, in: transaction) }
                }
            }
        }
    }

    private static func open(
        _ count: Int,
        of agent: String,
        on hosts: [String],
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let link = try ActivationStore.issue(for: agent, by: .program, at: now, in: transaction)
        _ = try ActivationStore.redeem(link.token, at: now, in: transaction)
        for _ in 0..<count {
            let id = LiveSession.ID(text: Base64URL.text(RandomBytes.make(12)))
            let times = SessionTimes(startedAt: now, activeAt: now, limits: limits)
            let session = StoredSession(id: id, agent: agent, times: times, isShared: false, knownUntil: nil)
            try SessionStore.open(session, in: transaction)
            for (kind, host) in zip([Token.Kind.portal, .app], hosts) {
                let assurance = Assurance(password: now, factor: .authenticator, factorAt: now)
                let hash = Token.random(kind).hash
                try SessionStore.give(
                    StoredToken(hash: hash, session: id, host: host, assurance: assurance),
                    at: now,
                    in: transaction
                )
            }
        }
    }
}
