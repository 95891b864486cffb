import City
import Policy
import SignIn
import Web

extension AppExchange {
    /// Seconds for which the answer to an upload may last once its session sleeps or is over.
    private static let lastWords: Int64 = 60

    /// An open exchange is judged by what holds now: the session, the person's facts, the ruleset, the hour. Only proofs
    /// and browser count as they did when it began: an hour of upload does not make a code too old for it.
    func closing(at now: LocalTime) -> Closing? {
        let tables = client.loop.tables
        guard let standing = tables.sessions.standing(live.id, now.instant) else { return closing(.ended) }
        let question = Question(
            subject: standing.holder.subject,
            app: app.key,
            channel: arrival.connection.channel,
            device: live.device(at: arrival.time.instant),
            assurance: live.assurance.later(by: now.instant.seconds - arrival.time.instant.seconds),
            time: now
        )
        let decision = try? arrival.decision(on: question, by: tables.city.ruleset)
        guard decision?.verdict == .permit else { return closing(.refused) }
        return standing.stage == .awake || mayOutlive(now.instant) ? nil : closing(.expired)
    }

    /// A request that waits for its app's first byte, and that changed nothing there, is led once more: to the page that says
    /// why not.
    func turnAway(at now: LocalTime) -> Bool {
        guard case .awaited(interims: 0) = answer, upgrade == nil, hasWholeBody, arrival.head.isSafe,
            let turn = Reception.turnedAway(self, at: now)
        else { return false }
        leaveUpstream()
        turn()
        return true
    }

    /// An upload that began while its session was awake may finish when that sleeps or is over, and be answered.
    private func mayOutlive(_ now: Instant) -> Bool {
        guard arrival.head.framing != .none, upgrade == nil, !isStream else { return false }
        guard let wholeAt else { return true }
        return now < wholeAt.adding(seconds: Self.lastWords)
    }

    private func closing(_ reason: Closing.Reason) -> Closing {
        Closing(agent: live.subject.agent, session: live.id, app: app.key, kind: kind, reason: reason)
    }

    private var kind: Closing.Kind {
        if upgrade != nil { return .webSocket }
        if isStream { return .stream }
        if !hasWholeBody { return .upload }
        if case .awaited = answer { return .request }
        return .download
    }
}

extension Assurance {
    /// The same proofs, given that much later.
    fileprivate func later(by seconds: Int64) -> Assurance {
        Assurance(
            password: password?.adding(seconds: seconds),
            factor: factor,
            factorAt: factorAt?.adding(seconds: seconds)
        )
        .accompanied(by: accompaniedBy)
    }
}
