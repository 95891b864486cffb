/// The inputs of a question that a remedy may name.
package struct Inputs: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package static let channel = Inputs(rawValue: 1 << 0)
    package static let device = Inputs(rawValue: 1 << 1)
    package static let assurance = Inputs(rawValue: 1 << 2)
    package static let time = Inputs(rawValue: 1 << 3)
    package static let credential = Inputs(rawValue: 1 << 4)
    package static let factors = Inputs(rawValue: 1 << 5)
    package static let grants = Inputs(rawValue: 1 << 6)
    package static let function = Inputs(rawValue: 1 << 7)
    package static let position = Inputs(rawValue: 1 << 8)
    /// Agent, app, path, department, unit, contacts: nothing a remedy may ever touch.
    package static let fixed = Inputs(rawValue: 1 << 9)

    /// The inputs in which two questions differ.
    package init(changedBetween before: Question, and after: Question) {
        var inputs: Inputs = []
        if before.channel != after.channel { inputs.insert(.channel) }
        if before.device != after.device { inputs.insert(.device) }
        if before.assurance != after.assurance { inputs.insert(.assurance) }
        if before.time != after.time { inputs.insert(.time) }
        if before.subject.credential != after.subject.credential { inputs.insert(.credential) }
        if before.subject.factors != after.subject.factors { inputs.insert(.factors) }
        if before.subject.grants != after.subject.grants { inputs.insert(.grants) }
        if before.functions != after.functions { inputs.insert(.function) }
        if before.positions != after.positions { inputs.insert(.position) }
        if before.fixed != after.fixed { inputs.insert(.fixed) }
        self = inputs
    }
}

extension Remedy {
    /// The only inputs that this remedy may change.
    package var names: Inputs {
        switch kind {
        case .wait: .time
        case .changeChannel: .channel
        case .knowBrowser: .device
        case .confirm: .assurance
        case .askGrant: .grants
        case .enrol: [.factors, .assurance]
        case .correctFile(let correction): correction.field == .function ? .function : .position
        // Whoever has credentials signs in alone: the accompanied session is over.
        case .issueCredential: [.credential, .assurance]
        case .resumeCredential: .credential
        }
    }

    /// The question as it would be asked once the remedy was used.
    package func apply(to question: Question) -> Question {
        apply(change, to: question)
    }

    /// The question after a change, or the question itself when the change touches an input that the kind does not name.
    package func apply(_ change: (inout Question) -> Void, to question: Question) -> Question {
        var changed = question
        change(&changed)
        return names.isSuperset(of: Inputs(changedBetween: question, and: changed)) ? changed : question
    }

    private func change(_ question: inout Question) {
        switch kind {
        case .wait(let until): question.time = until
        case .changeChannel(let channel): question.channel = channel
        case .knowBrowser: question.device = max(question.device, .known)
        case .confirm: question.proveFactor()
        case .askGrant: question.addGrant()
        case .enrol:
            question.subject.factors.insert(.authenticator)
            question.proveFactor()
        case .correctFile(let correction): question.correct(correction)
        case .issueCredential:
            question.subject.credential = .active
            question.assurance.accompaniedBy = nil
        case .resumeCredential: question.subject.credential = .active
        }
    }
}

extension Question {
    fileprivate var functions: [String?] { subject.assignments.map(\.function) }
    fileprivate var positions: [Position] { subject.assignments.map(\.position) }

    /// This question with every input that a remedy may name set to the same value.
    fileprivate var fixed: Question {
        var question = self
        question.channel = .office
        question.device = .any
        question.assurance = .none
        question.time = LocalTime(instant: Instant(seconds: 0), weekday: .monday, minute: 0)
        question.subject.credential = .active
        question.subject.factors = []
        question.subject.grants = []
        for index in question.subject.assignments.indices {
            question.subject.assignments[index].function = nil
            question.subject.assignments[index].position = .tenured
        }
        return question
    }

    fileprivate mutating func proveFactor() {
        guard let factor = Factor.allCases.first(where: subject.factors.contains) else { return }
        assurance.factor = factor
        assurance.factorAt = time.instant
    }

    fileprivate mutating func addGrant() {
        let month: Int64 = 30 * 86_400
        subject.grants.append(Grant(app: app, until: time.instant.adding(seconds: month), reason: "", by: ""))
    }

    fileprivate mutating func correct(_ correction: Correction) {
        guard subject.assignments.indices.contains(correction.assignment) else { return }
        switch correction.field {
        case .function: subject.assignments[correction.assignment].function = correction.value
        case .position:
            guard let position = Position(rawValue: correction.value) else { return }
            subject.assignments[correction.assignment].position = position
        }
    }
}
