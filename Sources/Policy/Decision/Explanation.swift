/// Turns what an evaluation found about one clause into reasons with their remedies; it judges nothing again.
struct Explanation {
    let question: Question
    let part: RulePart
    let clause: Clause
    let finding: Finding
    let channels: Set<Channel>

    init(_ question: Question, _ part: RulePart, _ clause: Clause, _ finding: Finding, _ channels: Set<Channel>) {
        self.question = question
        self.part = part
        self.clause = clause
        self.finding = finding
        self.channels = channels
    }

    var rule: Rule { part.rule }

    /// The reasons in the order in which their remedies are to be used, then in the order of the chain.
    func reasons() -> [Reason] {
        let reasons = finding.codes.filter(isTold).map { code in
            let remedy = remedy(for: code)
            let contact = remedy?.contact ?? contact(for: code)
            return Reason(
                code: code.text,
                layer: code.layer,
                values: values(for: code),
                remedy: remedy,
                contact: contact
            )
        }
        return reasons.sorted { left, right in
            let places = (left.remedy?.order ?? .max, right.remedy?.order ?? .max)
            return places.0 != places.1 ? places.0 < places.1 : left.layer.place < right.layer.place
        }
    }

    /// A grant that has ended tells it all: what it stood in for is left to the trace.
    private func isTold(_ code: ReasonCode) -> Bool {
        guard finding.codes.contains(.grantEnded) else { return true }
        return ![.department, .unit, .function, .position, .grantMissing].contains(code)
    }

    /// The assignment that the page speaks of: the nearest one, else the agent's first.
    var assignment: Assignment? {
        let assignments = question.subject.assignments
        guard let index = finding.assignment, assignments.indices.contains(index) else { return assignments.first }
        return assignments[index]
    }

    /// The agent's own structure answers; without an assignment the owner of the app does.
    func contact(for code: ReasonCode) -> String {
        guard let contacts = assignment?.contacts else { return rule.owner }
        switch code.layer {
        case .credential, .factor, .department: return contacts.hrOffice
        case .browser, .place: return contacts.itContact
        case .identity, .app: return rule.owner
        }
    }
}

extension Layer {
    fileprivate var place: Int {
        Layer.allCases.firstIndex(of: self) ?? Layer.allCases.count
    }
}
