import Audit
import Gate
import HTTPTypes
package import Policy
import SignIn
import Web

/// What the audit keeps of a refusal: the question that was asked and its decision, so that the desk reads the trace.
package struct RefusalTrace: Codable, Sendable {
    /// What was asked.
    package let question: Question
    /// What was decided.
    package let decision: Decision

    /// The codes of the reasons: the same ones within a minute are one entry (S-37).
    var reason: String { decision.reasons.map(\.code).joined(separator: ",") }
}

extension RefusalTrace {
    init(decision: Decision, facts: RequestFacts) {
        let subject = Subject(agent: "", credential: .closed, factors: [], assignments: [])
        question = Question(
            subject: facts.session?.subject ?? subject,
            app: decision.app,
            path: decision.path,
            channel: facts.connection.channel,
            device: facts.session?.device(at: facts.time.instant) ?? .any,
            assurance: facts.session?.assurance ?? .none,
            time: facts.time
        )
        self.decision = decision
    }

    func entry(under reference: Reference, from connection: ClientConnection, at now: Instant) -> AuditEntry {
        AuditEntry(
            who: .agent(question.subject.agent),
            subject: question.subject.agent,
            act: "access.refused",
            object: decision.app,
            at: now.seconds,
            origin: AuditOrigin(channel: connection.channel.rawValue, address: connection.peer),
            reference: reference,
            detail: AuditDetail(self)
        )
    }
}
