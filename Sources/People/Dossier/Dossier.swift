package import Audit
package import Policy
import Store

/// The dossier of an agent: when it was opened, and every step of the credential since.
package struct Dossier: Hashable, Sendable {
    /// The employee number.
    package let agent: String
    package let openedAt: Instant
    package let openedBy: AuditActor
    /// Oldest first.
    package let steps: [DossierStep]

    /// When the credential came to a step for the first time; nil when it never did, or before dossiers were kept.
    package func reached(_ state: CredentialState) -> Instant? {
        state == .declared ? openedAt : steps.first { $0.state == state }?.at
    }

    /// Whose act brought the credential to a step last; nil when it never came there.
    package func author(of state: CredentialState) -> AuditActor? {
        state == .declared ? openedBy : steps.last { $0.state == state }?.author
    }
}

/// One act on a credential, and where it led.
package struct DossierStep: Hashable, Sendable {
    package let act: CredentialAct
    package let state: CredentialState
    package let at: Instant
    package let author: AuditActor
}

/// Who moves a dossier on.
package enum DossierActor: String, CaseIterable, Sendable {
    /// The HR office of the agent's own structure.
    case hr
    /// The IT contact of the agent's own structure.
    case it
    /// The agent, who activates what was issued.
    case agent
    /// Nobody: the dossier has come to its end.
    case nobody
}

extension CredentialAct: ColumnValue {}
