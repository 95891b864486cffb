/// The rules of every app of a city: a value that a decision reads and nothing changes.
package struct Ruleset: Hashable, Sendable {
    /// The rules by app key.
    package let rules: [String: Rule]
    /// The channels that this city has; no remedy names another.
    package let channels: Set<Channel>
    private let unlisted: [Rule]

    package init(rules: [String: Rule], channels: Set<Channel> = [.office, .nomade]) {
        self.rules = rules
        self.channels = channels
        unlisted = rules.values.filter(\.unlisted).sorted { $0.app < $1.app }
    }

    /// Judges one question: verdict, reasons and remedies come out of the same evaluation.
    ///
    /// Permitting allocates nothing while no more than four clauses failed before.
    package func decide(_ question: Question) -> Decision {
        guard let part = rules[question.app]?.part(of: question.path) else {
            return hide(question, trace: Handful(), work: 0)
        }
        if question.assurance.accompaniedBy != nil { return decideAccompanied(question, part.rule) }
        var examination = Examination(question: question, channels: channels)
        var findings = Handful<Finding>()
        var known = !part.rule.unlisted
        for place in 0..<part.allow.count {
            let finding = examination.examine(part.allow[place])
            if finding.codes.isEmpty {
                return permit(question, finding, after: findings, in: part, work: examination.work)
            }
            known = known || finding.known
            findings.append(finding)
        }
        let trace = Self.trace(of: findings, in: part)
        if !known, !isKnown(elsewhereThan: part, &examination) {
            return hide(question, trace: trace, work: examination.work)
        }
        return refuse(question, part, findings, trace: trace, work: examination.work)
    }

    /// The decisions on one app: by its own clauses, then by those of each path, in the order of the alphabet.
    package func decisions(on question: Question) -> [Decision] {
        let prefixes = rules[question.app]?.paths.map(\.prefix).sorted() ?? []
        return [decide(question.at(path: nil))] + prefixes.map { decide(question.at(path: $0)) }
    }

    /// The line of the clause that a decision of these rules names; nil when it names none.
    package func line(of decision: Decision) -> Int? {
        guard let part = rules[decision.app]?.part(of: decision.path), let clause = decision.clause,
            part.allow.indices.contains(clause)
        else { return nil }
        return part.allow[clause].line
    }

    /// Whether another part of an unlisted app knows the agent: whoever may know the app may learn why one path is closed.
    private func isKnown(elsewhereThan part: RulePart, _ examination: inout Examination) -> Bool {
        var known = false
        if part.prefix != nil {
            for clause in part.rule.allow where examination.examine(clause).known { known = true }
        }
        for path in part.rule.paths where path.prefix != part.prefix {
            for clause in path.allow where examination.examine(clause).known { known = true }
        }
        return known
    }

    private func permit(
        _ question: Question,
        _ finding: Finding,
        after failed: Handful<Finding>,
        in part: RulePart,
        work: Int
    ) -> Decision {
        Decision(
            verdict: .permit,
            app: question.app,
            path: part.prefix,
            clause: failed.count,
            assignment: finding.assignment,
            trace: Self.trace(of: failed, in: part),
            work: work
        )
    }

    private func refuse(
        _ question: Question,
        _ part: RulePart,
        _ findings: Handful<Finding>,
        trace: Handful<ClauseTrace>,
        work: Int
    ) -> Decision {
        var nearest: (clause: Int, reasons: [Reason], distance: Distance)?
        for (index, finding) in findings.enumerated() {
            let reasons = Explanation(question, part, part.allow[index], finding, channels).reasons()
            let distance = Distance(reasons)
            if nearest.map({ distance < $0.distance }) ?? true { nearest = (index, reasons, distance) }
        }
        let closed = Reason(
            code: ReasonCode.closed.text,
            layer: .app,
            values: part.values,
            contact: part.rule.owner
        )
        return Decision(
            verdict: .refuse,
            app: question.app,
            path: part.prefix,
            clause: nearest?.clause,
            reasons: nearest?.reasons ?? [closed],
            trace: trace,
            work: work
        )
    }

    /// Answers as if the app did not exist. Both who asks for an unlisted app and who asks for none are examined against
    /// every unlisted rule, so that the work tells nothing.
    private func hide(_ question: Question, trace: Handful<ClauseTrace>, work: Int) -> Decision {
        var examination = Examination(question: question, channels: channels)
        for rule in unlisted where rule.app != question.app {
            for clause in rule.clauses { _ = examination.examine(clause) }
        }
        return Decision(
            verdict: .hide,
            app: question.app,
            reasons: [.notFound],
            trace: trace,
            work: work + examination.work
        )
    }

    private static func trace(of findings: Handful<Finding>, in part: RulePart) -> Handful<ClauseTrace> {
        var trace = Handful<ClauseTrace>()
        for index in 0..<findings.count {
            let (finding, line) = (findings[index], part.allow[index].line)
            trace.append(
                ClauseTrace(clause: index, line: line, assignment: finding.assignment, codes: finding.codes)
            )
        }
        return trace
    }
}

/// How far a refused clause is from permitting: the reach of its farthest remedy, then how many reasons it has.
struct Distance: Comparable {
    let reach: Remedy.Reach
    let count: Int

    init(_ reasons: [Reason]) {
        reach = reasons.map { $0.remedy?.reach ?? .nobody }.max() ?? .agentNow
        count = reasons.count
    }

    static func < (left: Distance, right: Distance) -> Bool {
        left.reach != right.reach ? left.reach < right.reach : left.count < right.count
    }
}
