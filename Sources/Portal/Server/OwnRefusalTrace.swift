import Audit
import Gate
import Policy
import SignIn
import Web

/// What stands behind the reference of an app's own no: the door let the person in (G-46).
package struct OwnRefusalTrace: Codable, Sendable {
    package let app: String
    /// The status that the app answered with.
    package let status: Int

    /// The same, as a person at a terminal reads it.
    package var lines: [String] {
        ["the door let this person in; \(app) itself answered \(status): its owner and its own log know why"]
    }

    func entry(_ facts: RequestFacts, _ context: PageContext) -> AuditEntry {
        let agent = facts.session?.subject.agent ?? ""
        return AuditEntry(
            who: .agent(agent),
            subject: agent,
            act: "app.refused",
            object: app,
            at: context.now.seconds,
            origin: AuditOrigin(channel: facts.connection.channel.rawValue, address: facts.connection.peer),
            reference: context.reference,
            detail: AuditDetail(self)
        )
    }
}
