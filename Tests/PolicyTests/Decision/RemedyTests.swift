import Policy
import Testing

@Suite struct `A remedy` {
    private static let kinds: [Remedy.Kind] = [
        .wait(until: Nadia.tuesdayAtTen.adding(minutes: 60)), .changeChannel(.nomade), .knowBrowser, .confirm,
        .askGrant, .enrol, .correctFile(Correction(field: .function, value: "hr", assignment: 0)),
        .correctFile(Correction(field: .position, value: "contract", assignment: 0)), .issueCredential,
        .resumeCredential,
    ]

    @Test(arguments: kinds)
    func `P-9: that reaches beyond its kind is caught, and changes nothing`(kind: Remedy.Kind) {
        let remedy = Remedy(kind: kind, contact: "it-dpe")
        let question = Nadia.asks(subject: Nadia.subject(credential: .suspended, factors: []))
        let reaching: [(inout Question) -> Void] = [
            { $0.subject.assignments[0].department = "drh" },
            { $0.subject.agent = "0400002" },
            { $0.app = "paie" },
            { $0.subject.assignments.removeAll() },
            {
                $0.channel = .tunnel; $0.device = .managed
            },
            {
                $0.subject.credential = .active; $0.time = Nadia.tuesdayAtTen.adding(minutes: 1)
            },
        ]
        for change in reaching { #expect(remedy.apply(change, to: question) == question) }
        let mended = remedy.apply(to: question)
        #expect(remedy.names.isSuperset(of: Inputs(changedBetween: question, and: mended)))
    }

    @Test func `P-9: a planted over-reach fails the promise instead of keeping it by a trick`() {
        let rules = Nadia.rules([.channel([.office]), .department(["dpe"])])
        let question = Nadia.asks(channel: .nomade)
        let remedy = Remedy(kind: .confirm, contact: nil)
        let planted = remedy.apply({ $0.channel = .office }, to: question)
        #expect(rules.decide(planted).verdict == .refuse)
    }

    @Test func `of another channel is never one that the city lacks`() {
        let rules = Nadia.rules([.channel([.tunnel])], channels: [.office, .nomade])
        let reason = rules.decide(Nadia.asks()).reasons.first
        #expect(reason?.code == "policy.channel")
        #expect(reason?.remedy == nil)
        #expect(reason?.contact == "it-dpe")
    }

    @Test func `P-6: of a refused channel leads where least else fails, and to the first of equals`() {
        let all = Set(Channel.allCases)
        func led(_ criteria: [Criterion], from channel: Channel) -> [Remedy.Kind?] {
            var question = Nadia.asks(channel: channel)
            question.assurance = Assurance(password: question.time.instant, factor: nil, factorAt: nil)
            return Nadia.rules(criteria, channels: all).decide(question).reasons.map(\.remedy?.kind)
        }
        let fromOffice: [Criterion] = [.channel([.nomade, .tunnel]), .factor(on: [.nomade], maxAgeMinutes: nil)]
        #expect(led(fromOffice, from: .office) == [.changeChannel(.tunnel)])
        let fromTunnel: [Criterion] = [.channel([.office, .nomade]), .factor(on: [.office], maxAgeMinutes: nil)]
        #expect(led(fromTunnel, from: .tunnel) == [.changeChannel(.nomade)])
        #expect(led([.channel([.office, .nomade])], from: .tunnel) == [.changeChannel(.office)])
        let both: [Criterion] = [.channel([.office, .nomade]), .factor(on: [.office, .nomade], maxAgeMinutes: nil)]
        #expect(led(both, from: .tunnel) == [.changeChannel(.office), .confirm])
    }

    @Test func `P-6: comes first for what the agent must do first: wait, then prove`() {
        let rules = Nadia.rules([
            .factor(on: [.office], maxAgeMinutes: 15), .hours([.wednesday], from: 420, to: 1140),
        ])
        let kinds = rules.decide(Nadia.asks()).reasons.map { $0.remedy?.kind }
        #expect(kinds.count == 2)
        #expect(kinds.last == .confirm)
        guard case .wait(let until) = kinds.first else { Issue.record("no wait"); return }
        #expect(until.weekday == .wednesday && until.minute == 420)
    }

    @Test func `asks a dated grant of the supervisor, through the HR office`() {
        let remedy = Nadia.rules([.department(["drh"])]).decide(Nadia.asks()).remedy
        #expect(remedy?.kind == .askGrant)
        #expect(remedy?.supervisor == "0400001")
        #expect(remedy?.contact == "ugd-dpe")
    }
}
