// What mends each reason, or nil where nobody can (the list stands in docs/designs/policy.md).
extension Explanation {
    func remedy(for code: ReasonCode) -> Remedy? {
        guard let kind = kind(for: code) else { return nil }
        let supervisor = kind == .askGrant ? assignment?.contacts.supervisor : nil
        return Remedy(kind: kind, contact: contact(for: code), supervisor: supervisor)
    }

    private func kind(for code: ReasonCode) -> Remedy.Kind? {
        switch code {
        case .channel: finding.channel == question.channel ? nil : .changeChannel(finding.channel)
        case .weekday, .hours: finding.time == question.time ? nil : .wait(until: finding.time)
        case .device: deviceAsked == .known ? .knowBrowser : nil
        case .factorMissing: .enrol
        case .factorAsked, .factorTooOld: .confirm
        case .credentialNone: takesActive ? .issueCredential : nil
        case .credentialSuspended: takesActive ? .resumeCredential : nil
        case .credentialLeft, .credentialClosed, .credentialOther, .closed, .notFound: nil
        // No clause fails so: `Ruleset.decideAccompanied` says these.
        case .accompaniedApp, .accompaniedPlace: nil
        case .grantEnded, .grantMissing, .department, .unit: .askGrant
        case .function: asksGrant ? .askGrant : correction(.function, to: functions.min())
        case .position: asksGrant ? .askGrant : correction(.position, to: positions(asksWho: true).sorted().first)
        case .outsidePosition: correction(.position, to: positions(asksWho: !asksGrant && !isGranted).sorted().first)
        }
    }

    private func correction(_ field: Correction.Field, to value: String?) -> Remedy.Kind? {
        guard let value, let index = finding.assignment else { return nil }
        return .correctFile(Correction(field: field, value: value, assignment: index))
    }

    /// A grant is the way in when no correction of the nearest assignment can be.
    private var asksGrant: Bool {
        let codes = finding.codes
        if codes.contains(.grantEnded) || codes.contains(.grantMissing) { return true }
        if codes.contains(.department) || codes.contains(.unit) { return true }
        if question.subject.assignments.isEmpty { return finding.needsGrant }
        if codes.contains(.function) && functions.isEmpty { return true }
        return codes.contains(.position) && positions(asksWho: true).isEmpty
    }

    private var isGranted: Bool {
        question.subject.holdsGrant(for: question.app, at: finding.time.instant)
    }

    private var takesActive: Bool {
        for case .credential(let states) in clause.criteria where !states.contains(.active) { return false }
        return true
    }

    /// The functions that the clause takes.
    private var functions: Set<String> {
        var all: Set<String>?
        for case .function(let some) in clause.criteria { all = all?.intersection(some) ?? some }
        return all ?? []
    }

    /// The positions that the clause takes by the channel judged; its who-criterion is left out where a grant stands in.
    private func positions(asksWho: Bool) -> [String] {
        var all = Set(Position.allCases)
        for criterion in clause.criteria {
            switch criterion {
            case .position(let some) where asksWho: all.formIntersection(some)
            case .outsidePosition(let some) where finding.channel != .office: all.formIntersection(some)
            default: continue
            }
        }
        return all.map(\.rawValue)
    }

    var deviceAsked: Device {
        var asked = Device.any
        for case .device(let device) in clause.criteria { asked = max(asked, device) }
        return asked
    }
}
