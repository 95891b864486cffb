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
    /// Permitting by the first clause allocates nothing; each clause that fails adds one small value to the trace.
    package func decide(_ question: Question) -> Decision {
        guard let rule = rules[question.app] else { return hide(question, trace: [], work: 0) }
        var examination = Examination(question: question, channels: channels)
        var findings: [Finding] = []
        var known = false
        for clause in rule.allow {
            let finding = examination.examine(clause)
            if finding.codes.isEmpty {
                return permit(question, finding, after: findings, in: rule, work: examination.work)
            }
            known = known || finding.known
            findings.append(finding)
        }
        let trace = Self.trace(of: findings, in: rule)
        if rule.unlisted && !known { return hide(question, trace: trace, work: examination.work) }
        return refuse(question, rule, findings, trace: trace, work: examination.work)
    }

    private func permit(
        _ question: Question,
        _ finding: Finding,
        after failed: [Finding],
        in rule: Rule,
        work: Int
    ) -> Decision {
        Decision(
            verdict: .permit,
            app: question.app,
            clause: failed.count,
            assignment: finding.assignment,
            trace: Self.trace(of: failed, in: rule),
            work: work
        )
    }

    private func refuse(
        _ question: Question,
        _ rule: Rule,
        _ findings: [Finding],
        trace: [ClauseTrace],
        work: Int
    ) -> Decision {
        var nearest: (clause: Int, reasons: [Reason], distance: Distance)?
        for (index, finding) in findings.enumerated() {
            let reasons = Explanation(question, rule, rule.allow[index], finding, channels).reasons()
            let distance = Distance(reasons)
            if nearest.map({ distance < $0.distance }) ?? true { nearest = (index, reasons, distance) }
        }
        let closed = Reason(
            code: ReasonCode.closed.text,
            layer: .app,
            values: ["app": rule.app],
            contact: rule.owner
        )
        return Decision(
            verdict: .refuse,
            app: question.app,
            clause: nearest?.clause,
            reasons: nearest?.reasons ?? [closed],
            trace: trace,
            work: work
        )
    }

    /// Answers as if the app did not exist. Both who asks for an unlisted app and who asks for none are examined against
    /// every unlisted rule, so that the work tells nothing.
    private func hide(_ question: Question, trace: [ClauseTrace], work: Int) -> Decision {
        var examination = Examination(question: question, channels: channels)
        for rule in unlisted where rule.app != question.app {
            for clause in rule.allow { _ = examination.examine(clause) }
        }
        return Decision(
            verdict: .hide,
            app: question.app,
            reasons: [.notFound],
            trace: trace,
            work: work + examination.work
        )
    }

    private static func trace(of findings: [Finding], in rule: Rule) -> [ClauseTrace] {
        guard !findings.isEmpty else { return [] }
        return findings.enumerated().map { index, finding in
            ClauseTrace(
                clause: index,
                line: rule.allow[index].line,
                assignment: finding.assignment,
                codes: finding.codes
            )
        }
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
