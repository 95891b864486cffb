// A session that a supervisor opened beside somebody without credentials: it has no proof of its own, and opens at the office
// what is marked for it, as the person's own facts allow (docs/designs/accompanied.md).
extension Ruleset {
    /// The decision in an accompanied session: what the person could open with credentials, at the office, where it is marked;
    /// all else is refused with a reason of its own, beside those that would stand then too.
    func decideAccompanied(_ question: Question, _ rule: Rule) -> Decision {
        var own = question
        own.assurance.accompaniedBy = nil
        let contact = question.subject.assignments.first?.contacts.hrOffice ?? rule.owner
        let mayHold = question.subject.credential.opens(accompanied: true)
        if mayHold { own.subject.credential = .active }
        var there = own
        there.channel = .office
        if mayHold, rule.accompanied, channels.contains(.office) {
            let decision = decide(there)
            if !decision.leadsElsewhere {
                guard question.channel != .office else { return decision }
                return decision.refusing(.accompaniedPlace, mendedBy: .changeChannel(.office), contact)
            }
        }
        return decide(own).refusing(.accompaniedApp, mendedBy: mayHold ? .issueCredential : nil, contact)
    }
}

extension Decision {
    /// Whether a remedy leads to another channel, where an accompanied session opens nothing.
    fileprivate var leadsElsewhere: Bool {
        reasons.contains { if case .changeChannel = $0.remedy?.kind { true } else { false } }
    }

    /// The same, refused for one more reason, which comes first; what is hidden stays so.
    fileprivate func refusing(_ code: ReasonCode, mendedBy kind: Remedy.Kind?, _ contact: String) -> Decision {
        guard verdict != .hide else { return self }
        let reason = Reason(
            code: code.text,
            layer: code.layer,
            values: ["app": app, "where": Channel.office.rawValue],
            remedy: kind.map { Remedy(kind: $0, contact: contact) },
            contact: contact
        )
        return Decision(
            verdict: .refuse,
            app: app,
            path: path,
            clause: clause,
            reasons: [reason] + reasons.filter { kind == nil || $0.remedy?.kind != kind },
            trace: trace,
            work: work
        )
    }
}
