import Policy

/// A second evaluator, written from the design page alone: plain yes and no, no reasons, no care for speed.
struct Naive {
    let question: Question
    let rules: Ruleset

    func verdict() -> Verdict {
        guard let rule = rules.rules[question.app] else { return .hide }
        if clauses(of: rule).contains(where: permits) { return .permit }
        let all = rule.allow + rule.paths.flatMap(\.allow)
        return rule.unlisted && !all.contains(where: isKnownTo) ? .hide : .refuse
    }

    /// Takes one segment after the other off the end of the path until what is left is declared.
    private func clauses(of rule: Rule) -> [Clause] {
        var segments = (question.path ?? "").split(separator: "/")
        while !segments.isEmpty {
            let prefix = "/" + segments.joined(separator: "/")
            if let found = rule.paths.first(where: { $0.prefix == prefix }) { return found.allow }
            segments.removeLast()
        }
        return rule.allow
    }

    private var granted: Bool {
        question.subject.grants.contains { $0.app == question.app && $0.until > question.time.instant }
    }

    private func permits(_ clause: Clause) -> Bool {
        clause.criteria.allSatisfy(holdsAnyhow) && (byOneAssignment(clause) || byGrant(clause))
    }

    private func byOneAssignment(_ clause: Clause) -> Bool {
        let candidates: [Assignment?] = question.subject.assignments.isEmpty ? [nil] : question.subject.assignments
        return candidates.contains { one in clause.criteria.allSatisfy { holds($0, for: one) } }
    }

    private func byGrant(_ clause: Clause) -> Bool {
        guard granted else { return false }
        return clause.criteria.allSatisfy { criterion in
            guard case .outsidePosition = criterion, question.channel != .office else { return true }
            return question.subject.assignments.contains { holds(criterion, for: $0) }
        }
    }

    /// The criteria that ask nothing of an assignment.
    private func holdsAnyhow(_ criterion: Criterion) -> Bool {
        switch criterion {
        case .channel(let channels): channels.contains(question.channel)
        case .device(let device): question.device.rawValue >= device.rawValue
        case .factor(let on, let age): !on.contains(question.channel) || hasFactor(age)
        case .hours(let hours): isOpen(hours)
        case .grant: granted
        case .credential(let states): states.contains(question.subject.credential)
        default: true
        }
    }

    private func holds(_ criterion: Criterion, for one: Assignment?) -> Bool {
        switch criterion {
        case .department(let keys): keys.contains(one?.department ?? "")
        case .unit(let units): units.contains(one?.unit ?? "")
        case .function(let functions): functions.contains(one?.function ?? "")
        case .position(let positions): one.map { positions.contains($0.position) } ?? false
        case .outsidePosition(let positions):
            question.channel == .office || (one.map { positions.contains($0.position) } ?? false)
        default: true
        }
    }

    private func hasFactor(_ age: Int?) -> Bool {
        guard question.subject.factors.contains(.authenticator), question.assurance.factor == .authenticator else {
            return false
        }
        guard let age else { return true }
        guard let given = question.assurance.factorAt else { return false }
        return question.time.instant.seconds - given.seconds <= Int64(age * 60)
    }

    /// Walks the minutes since the window last opened, within one day.
    private func isOpen(_ hours: Hours) -> Bool {
        let length = hours.to > hours.from ? hours.to - hours.from : hours.to - hours.from + 1440
        return (0..<length).contains { ago in
            let then = question.time.minute - ago
            let day = then >= 0 ? question.time.weekday : question.time.weekday.adding(days: -1)
            return (then + 1440) % 1440 == hours.from && hours.days.contains(day)
        }
    }

    /// An agent knows of an app by a grant, past or present, or by meeting all that a clause asks about who they are.
    private func isKnownTo(_ clause: Clause) -> Bool {
        if question.subject.grants.contains(where: { $0.app == question.app }) { return true }
        if clause.criteria.contains(.grant) { return false }
        let who = clause.criteria.filter { if case .outsidePosition = $0 { false } else { true } }
        return byOneAssignment(Clause(criteria: who, line: 0))
    }
}
