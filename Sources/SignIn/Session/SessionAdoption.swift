import Policy
import Store

extension SignInParts {
    /// Takes a session into the table that another gate opened a moment ago, before the news of it came here.
    func adopt(_ id: LiveSession.ID, at now: Instant) async throws {
        guard !table.contains(id, at: now) else { return }
        let found = try await database.read { [roll] reading -> (StoredSession, [StoredToken], SessionHolder)? in
            guard let session = try SessionStore.session(id, in: reading),
                let person = try roll.person(session.agent, at: now, in: reading),
                person.standing.credential.opens(accompanied: session.accompaniedBy != nil)
            else { return nil }
            return (session, try SessionStore.tokens(of: id, in: reading), person.holder)
        }
        guard let (session, tokens, holder) = found else { return }
        table.open(session, held: holder)
        for token in tokens { table.give(token) }
    }

    /// The same for a token that the table does not know; whether it knows it then.
    func adopt(_ token: TokenHash, host: String, at now: Instant) async throws -> Bool {
        guard case .none = table.look(token, host: host, at: now) else { return false }
        guard let id = try await database.read({ try SessionStore.session(of: token, host: host, in: $0) }) else {
            return false
        }
        try await adopt(id, at: now)
        if case .none = table.look(token, host: host, at: now) {
            for given in try await database.read({ try SessionStore.tokens(of: id, in: $0) }) { table.give(given) }
        }
        if case .none = table.look(token, host: host, at: now) { return false }
        return true
    }
}
