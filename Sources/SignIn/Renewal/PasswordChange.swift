import City
import People
import Policy
import Store

extension SignInDoor {
    /// Changes a person's own password: the present one is proven, every other session ends, this one gets a new token
    /// (S-14).
    package func change(
        from present: String,
        to new: String,
        in session: LiveSession,
        rule: PasswordRule,
        by visitor: SignInVisitor
    ) async throws -> SignInOutcome {
        let words = try await parts.database.read { [parts] in
            try parts.roll.person(session.subject.agent, at: visitor.now, in: $0)?.ownWords ?? []
        }
        do throws(SignInRefusal) {
            try rule.check(new, names: words)
            guard new != present else { throw .passwordSame }
        } catch { return .refused(error) }
        let renewed = try await renew(session, password: present, from: visitor)
        guard case .entered(let entry) = renewed else { return renewed }
        let cost = parts.queue.cost
        guard let hash = try await parts.queue.hash({ PasswordHash.make(of: new, cost: cost) }) else {
            return .refused(.busy(seconds: 1))
        }
        let agent = session.subject.agent
        let (ended, news) = try await parts.database.write { [self] transaction in
            let person = try parts.roll.person(agent, at: visitor.now, in: transaction)
            let news = try person.map { try notices("message.password-changed", $0, visitor.now, in: transaction) }
            try PasswordStore.set(hash, of: agent, at: visitor.now, in: transaction)
            try KnownBrowserStore.forgetAll(of: agent, but: visitor.known?.hash, in: transaction)
            try note("password.changed", agent, visitor, in: transaction)
            let ended = try SessionStore.endAll(of: agent, but: session.id, at: visitor.now, in: transaction)
            return (ended, news ?? [])
        }
        parts.table.end(ended)
        try await parts.messages.send(news, at: visitor.now)
        return .entered(entry)
    }
}
