/// What the evaluation of one clause found.
struct Finding {
    /// The criteria that fail in the nearest circumstances; none when the clause permits.
    var codes = ReasonCodes()
    /// The channel judged: the question's own when the clause takes it, else the nearest that it takes.
    var channel: Channel
    /// The time judged: the question's own when the clause is open, else its next opening.
    var time: LocalTime
    /// The place of the assignment that serves, or that comes nearest.
    var assignment: Int?
    /// True when the agent is no stranger to the clause: who-criteria met, or a grant in force or ended.
    var known = false
}

/// Evaluates clauses against one question and counts the criteria that it looks at.
struct Examination {
    let question: Question
    let channels: Set<Channel>
    var work = 0

    init(question: Question, channels: Set<Channel>) {
        self.question = question
        self.channels = channels
    }

    /// Finds whether a clause permits or, when not, the nearest circumstances in which fewest criteria fail.
    ///
    /// Waiting ages a proof and another channel may ask for one, so the other criteria are judged where those two lead.
    mutating func examine(_ clause: Clause) -> Finding {
        var finding = Finding(channel: question.channel, time: question.time)
        judgeHours(of: clause, into: &finding)
        if admits(question.channel, clause) { return judged(clause, finding) }
        finding.codes.insert(.channel)
        var nearest: Finding?
        for channel in Channel.allCases where channels.contains(channel) && admits(channel, clause) {
            finding.channel = channel
            let candidate = judged(clause, finding)
            if nearest.map({ candidate.codes.count < $0.codes.count }) ?? true { nearest = candidate }
        }
        if let nearest { return nearest }
        finding.channel = question.channel
        return judged(clause, finding)
    }

    private mutating func judged(_ clause: Clause, _ start: Finding) -> Finding {
        var finding = start
        for place in 0..<clause.criteria.count {
            work += 1
            judge(clause.criteria[place], into: &finding)
        }
        judgeWho(of: clause, into: &finding)
        return finding
    }

    private func judge(_ criterion: Criterion, into finding: inout Finding) {
        switch criterion {
        case .device(let device):
            if question.device < device { finding.codes.insert(.device) }
        case .factor(let on, let maxAge):
            guard on.contains(finding.channel) else { return }
            if let code = factorFailure(maxAge, at: finding.time.instant) { finding.codes.insert(code) }
        case .grant:
            if !question.subject.holdsGrant(for: question.app, at: finding.time.instant) {
                finding.codes.insert(.grantMissing)
            }
        case .credential(let states):
            if !states.contains(question.subject.credential) {
                finding.codes.insert(ReasonCode(refusing: question.subject.credential))
            }
        case .department, .unit, .function, .position, .outsidePosition, .channel, .hours:
            return
        }
    }

    private func factorFailure(_ maxAgeMinutes: Int?, at now: Instant) -> ReasonCode? {
        if question.subject.factors.isEmpty { return .factorMissing }
        guard let factor = question.assurance.factor, question.subject.factors.contains(factor) else {
            return .factorAsked
        }
        guard let maxAgeMinutes else { return nil }
        guard let given = question.assurance.factorAt else { return .factorTooOld }
        let age = now.seconds(since: given)
        // A proof from the future is a clock at fault, beyond the minute that two nodes may differ.
        return -60 <= age && age <= Int64(maxAgeMinutes) * 60 ? nil : .factorTooOld
    }

    private func admits(_ channel: Channel, _ clause: Clause) -> Bool {
        for place in 0..<clause.criteria.count {
            if case .channel(let channels) = clause.criteria[place], !channels.contains(channel) { return false }
        }
        return true
    }

    private func judgeHours(of clause: Clause, into finding: inout Finding) {
        for place in 0..<clause.criteria.count {
            guard case .hours(let hours) = clause.criteria[place], !hours.include(finding.time) else { continue }
            finding.codes.insert(hours.days.contains(finding.time.weekday) ? .hours : .weekday)
            finding.time = hours.opening(after: finding.time) ?? finding.time
        }
    }
}

extension ReasonCode {
    /// The code that says which state the credential is in, when the clause does not take it.
    init(refusing state: CredentialState) {
        self =
            switch state {
            case .declared, .profileCreated, .issued: .credentialNone
            case .suspended: .credentialSuspended
            case .left: .credentialLeft
            case .closed: .credentialClosed
            case .active: .credentialOther
            }
    }
}
