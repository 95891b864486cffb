import Audit
import Policy
import Web

/// What stands behind the reference of a readiness check.
package struct ReadyTrace: Codable, Hashable, Sendable {
    /// The mark of each line, by check.
    package let checks: [String: String]
    /// What each app said, by key: `opens`, or the codes of its reasons.
    package let apps: [String: String]

    /// The same, as a person at a terminal reads it.
    package var lines: [String] {
        checks.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
            + apps.sorted { $0.key < $1.key }.map { "  app \($0.key), from outside: \($0.value)" }
    }

    /// What two checks have in common that are one entry within a minute (S-37).
    var kind: String { lines.joined(separator: ";") }

    func entry(of agent: String, _ context: PageContext) -> AuditEntry {
        AuditEntry(
            who: .agent(agent),
            subject: agent,
            act: "ready.checked",
            at: context.now.seconds,
            origin: AuditOrigin(channel: context.connection.channel.rawValue, address: context.connection.peer),
            reference: context.reference,
            detail: AuditDetail(self)
        )
    }
}
