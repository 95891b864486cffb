import Audit
package import City
package import Policy
package import Store

/// The acts of one supervisor, each judged again in the transaction that does it.
package struct Supervisor: Sendable {
    package let scope: TeamScope
    package let city: City
    private let actor: AuditActor

    /// A supervisor on a day of the city's calendar.
    package init(_ number: String, in city: City, at now: Instant) {
        scope = TeamScope(supervisor: number, on: city.day(of: now))
        self.city = city
        actor = .agent(number)
    }

    /// The reports, and the requests that wait for an answer, oldest first.
    package func team(at now: Instant, in reading: Reading) throws -> (reports: [Report], requests: [GrantRequest]) {
        (
            try TeamStore.reports(scope, in: city, at: now, from: reading),
            try GrantRequestStore.open(scope, in: reading)
        )
    }

    /// A report with the apps that a dated right would open for them; nil for whoever is none. The look is in the log (promise 8).
    package func open(_ number: String, at now: Instant, in transaction: Transaction) throws -> (Report, [App])? {
        guard let report = try report(number, at: now, in: transaction) else { return nil }
        try AuditLog.record(
            AuditEntry(who: actor, subject: number, act: "team.viewed", at: now.seconds),
            in: transaction
        )
        return (report, offer(to: report, at: now))
    }

    /// One report; nil for whoever is none.
    package func report(_ number: String, at now: Instant, in reading: Reading) throws -> Report? {
        try TeamStore.report(number, scope, in: city, at: now, from: reading)
    }

    /// Gives a dated right until the end of a day, and with it the answer to an open request; false for whoever is no report.
    package func give(
        _ app: String,
        to number: String,
        until day: CalendarDate?,
        because reason: String,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Bool {
        guard let report = try report(number, at: now, in: transaction) else { return false }
        guard offer(to: report, at: now).contains(where: { $0.key == app }) else {
            throw GrantRequestRefusal.noSuchRight
        }
        let reason = try GrantRequest.line(reason)
        let until = try end(of: day)
        let grant = Grant(app: app, until: until, reason: reason, by: scope.supervisor)
        try GrantStore.give(grant, to: number, by: actor, at: now, in: transaction)
        let answer = GrantRequest.Answer(at: now, by: scope.supervisor, words: reason, until: until)
        _ = try GrantRequestStore.answer(answer, to: number, about: app, scope, in: transaction)
        return true
    }

    /// Says no to an open request, with the reason that the agent reads; false for whoever is no report. Throws
    /// `request.answered` when it waits no more.
    package func decline(
        _ app: String,
        to number: String,
        because reason: String,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Bool {
        guard try report(number, at: now, in: transaction) != nil else { return false }
        let reason = try GrantRequest.line(reason)
        let answer = GrantRequest.Answer(at: now, by: scope.supervisor, words: reason, until: nil)
        guard try GrantRequestStore.answer(answer, to: number, about: app, scope, in: transaction) else {
            throw GrantRequestRefusal.answered
        }
        let entry = AuditEntry(
            who: actor,
            subject: number,
            act: "grant.declined",
            object: app,
            at: now.seconds,
            detail: AuditDetail(["reason": reason])
        )
        try AuditLog.record(entry, in: transaction)
        return true
    }

    /// Ends a right before its time; false for whoever is no report. Throws `request.no-such-right` when none is in force.
    package func end(_ app: String, of number: String, at now: Instant, in transaction: Transaction) throws -> Bool {
        guard try report(number, at: now, in: transaction) != nil else { return false }
        guard try GrantStore.end(app, of: number, by: actor, at: now, in: transaction) else {
            throw GrantRequestRefusal.noSuchRight
        }
        return true
    }

    /// The apps that a dated right would open for a report, or keeps open: those whose refusal at the office names one.
    package func offer(to report: Report, at now: Instant) -> [App] {
        let held = Set(report.grants.map(\.app))
        let making = SubjectMaking(city)
        let subject = making.subject(of: report.agent, factors: Set(Factor.allCases), grants: [], at: now)
        return city.apps.filter { app in
            let question = Question(
                subject: subject,
                app: app.key,
                channel: .office,
                device: .known,
                assurance: Assurance(password: now, factor: .authenticator, factorAt: now),
                time: city.localTime(of: now)
            )
            let decision = city.ruleset.decide(question)
            return held.contains(app.key) || decision.reasons.contains { $0.remedy?.kind == .askGrant }
        }
    }

    private func end(of day: CalendarDate?) throws -> Instant {
        guard let day, day >= scope.today, day <= scope.today.adding(days: GrantRequest.mostDays),
            let end = city.midnight(of: day.adding(days: 1))
        else { throw GrantRequestRefusal.period }
        return end
    }
}
