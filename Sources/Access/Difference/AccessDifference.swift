package import City
package import Policy

/// Two city files beside each other: who gains or loses what, by the one evaluation asked under both.
///
/// An agent is taken to be in a known browser, with every proof that they hold just given: what is lost then is lost for good.
package struct AccessDifference: Sendable {
    private let old: City
    private let new: City
    private let instant: Instant
    private let parts: [Part]
    private let channels: [Channel]

    /// One part of an app and the times of the week at which its rules may change their mind.
    private struct Part {
        let app: String
        let path: String?
        let times: [LocalTime]
    }

    /// - Parameters:
    ///   - instant: the time of proofs and grants, and the first hour that is looked at.
    ///   - week: whether the hours of the rules are looked at too, all through the week.
    package init(from old: City, to new: City, at instant: Instant, throughWeek week: Bool) {
        (self.old, self.new, self.instant) = (old, new, instant)
        let now = new.localTime(of: instant)
        let keys = Set(old.apps.map(\.key) + new.apps.map(\.key)).sorted()
        parts = keys.flatMap { key in
            let rules = [old.ruleset.rules[key], new.ruleset.rules[key]].compactMap(\.self)
            let times = [now] + (week ? Self.turns(of: rules, around: now) : [])
            let prefixes = Set(rules.flatMap(\.paths).map(\.prefix)).sorted()
            return ([nil] + prefixes).map { Part(app: key, path: $0, times: times) }
        }
        channels = Channel.allCases.filter { old.ruleset.channels.union(new.ruleset.channels).contains($0) }
    }

    /// What somebody of these facts, under the first file and under the second, gains and loses.
    package func changes(from before: Subject, to after: Subject) -> [AccessChange] {
        parts.flatMap { part in channels.flatMap { changes(of: part, $0, before, after) } }
    }

    /// The first loss and the first gain of one part by one channel: hours that move bring both.
    private func changes(of part: Part, _ channel: Channel, _ before: Subject, _ after: Subject) -> [AccessChange] {
        var changes: [AccessChange] = []
        for (place, time) in part.times.enumerated() {
            let was = old.ruleset.decide(question(before, part, channel, time))
            let will = new.ruleset.decide(question(after, part, channel, time))
            guard (was.verdict == .permit) != (will.verdict == .permit) else { continue }
            let kind = was.verdict == .permit ? AccessChange.Kind.lost : .gained
            guard !changes.contains(where: { $0.kind == kind }) else { continue }
            let when = place == 0 ? nil : time
            changes.append(
                AccessChange(
                    kind: kind,
                    app: part.app,
                    path: part.path,
                    channel: channel,
                    time: when,
                    before: was,
                    after: will
                )
            )
        }
        return changes
    }

    private func question(_ subject: Subject, _ part: Part, _ channel: Channel, _ time: LocalTime) -> Question {
        let factor = Factor.allCases.first(where: subject.factors.contains)
        return Question(
            subject: subject,
            app: part.app,
            path: part.path,
            channel: channel,
            device: .known,
            assurance: Assurance(password: instant, factor: factor, factorAt: factor.map { _ in instant }),
            time: time
        )
    }

    /// The minutes of the week at which a window of these rules opens or closes: between two of them nothing changes.
    private static func turns(of rules: [Rule], around now: LocalTime) -> [LocalTime] {
        var minutes: Set<Int> = []
        for clause in rules.flatMap(\.clauses) {
            for case .hours(let hours) in clause.criteria { minutes.formUnion([hours.from, hours.to % 1440]) }
        }
        guard !minutes.isEmpty else { return [] }
        let edges = minutes.union([0]).sorted()
        return Weekday.allCases.flatMap { day in
            edges.map { LocalTime(instant: now.instant, weekday: day, minute: $0) }
        }
    }
}
