import Policy
import Store
import Web

extension SignInDoor {
    /// A person's sessions that are not over: the asking one first, then the one last used.
    func sessions(of own: LiveSession, at now: Instant) async throws -> [StoredSession] {
        let agent = own.subject.agent
        let all = try await parts.database.read { try SessionStore.sessions(of: agent, in: $0) }
        let standing = all.map { $0.active(at: parts.table.activity(of: $0.id)) }.filter {
            $0.times.stage(at: now) != .over
        }
        return standing.filter { $0.id == own.id }
            + standing.filter { $0.id != own.id }.sorted { $0.times.activeAt > $1.times.activeAt }
    }

    /// Ends one session of a person on every host and gate; false where they have none of that name.
    func end(_ id: LiveSession.ID, of own: LiveSession, from visitor: SignInVisitor) async throws -> Bool {
        let agent = own.subject.agent
        let isEnded = try await parts.database.write { [self] transaction in
            guard try SessionStore.isHeld(id, by: agent, in: transaction),
                try SessionStore.end(id, at: visitor.now, in: transaction)
            else { return false }
            try note("session.ended", agent, visitor, ["session": id.text], in: transaction)
            return true
        }
        if isEnded { parts.table.end([id]) }
        return isEnded
    }

    /// Ends every session of a person but the asking one; returns how many there were.
    func endOthers(of own: LiveSession, from visitor: SignInVisitor) async throws -> Int {
        let agent = own.subject.agent
        let ended = try await parts.database.write { [self] transaction in
            let ended = try SessionStore.endAll(of: agent, but: own.id, at: visitor.now, in: transaction)
            try note("session.others-ended", agent, visitor, ["sessions": String(ended.count)], in: transaction)
            return ended
        }
        parts.table.end(ended)
        return ended.count
    }
}

extension StoredSession {
    /// The same, used as lately as this gate's memory knows.
    fileprivate func active(at instant: Instant?) -> StoredSession {
        var times = times
        times.activeAt = max(times.activeAt, instant ?? times.activeAt)
        var session = StoredSession(
            id: id,
            agent: agent,
            times: times,
            isShared: isShared,
            knownUntil: knownUntil,
            origin: origin
        )
        session.accompaniedBy = accompaniedBy
        return session
    }
}
