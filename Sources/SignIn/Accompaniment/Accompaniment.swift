import City
import People
import Policy
import Store

/// A session in the name of somebody without credentials, beside whom their supervisor sits.
package struct Accompaniment: Hashable, Sendable {
    /// Seconds that it lasts at most.
    package static let life: Int64 = 3_600

    package let session: LiveSession.ID
    /// The employee number of whose name it is in.
    package let agent: String
    /// The employee number of who opened it.
    package let supervisor: String
}

extension Accompaniment {
    /// What a stored session is beside a supervisor; nil for one of one's own.
    init?(_ stored: StoredSession) {
        guard let supervisor = stored.accompaniedBy else { return nil }
        self.init(session: stored.id, agent: stored.agent, supervisor: supervisor)
    }
}

extension City {
    /// The apps that open in an accompanied session, as far as anybody may know of them.
    var accompaniedApps: [App] {
        apps.filter { !$0.unlisted && ruleset.rules[$0.key]?.accompanied == true }
    }
}

extension SignInRoll {
    /// Whether the supervisor may sit there now: works for the city, and the person is one of the reports.
    func accompanies(_ one: Accompaniment, at now: Instant, in reading: Reading) throws -> Bool {
        try report(of: one.supervisor, one.agent, at: now, in: reading) != nil
    }

    /// A report of a supervisor as of now; nil for a foreign person and for one who is nobody (S-28).
    func report(of supervisor: String, _ agent: String, at now: Instant, in reading: Reading) throws -> Report? {
        try Supervisor(supervisor, in: published, at: now).report(agent, at: now, in: reading)
    }
}
