import Policy
import Store

extension SignInDoor {
    /// Ends a session on every host at once (S-45).
    package func leave(_ session: LiveSession, from visitor: SignInVisitor) async throws {
        parts.table.end([session.id])
        try await parts.database.write { [self] transaction in
            guard try SessionStore.end(session.id, at: visitor.now, in: transaction) else { return }
            try note("sign-out.done", session.subject.agent, visitor, in: transaction)
        }
    }
}
