import Policy
import Testing

@Suite struct `A decision in an accompanied session` {
    private func rules(_ criteria: [Criterion], marked: Bool = true, unlisted: Bool = false) -> Ruleset {
        let clause = Clause(criteria: [.credential([.active])] + criteria, line: 40)
        let rule = Rule(app: "intranet", owner: "it", unlisted: unlisted, allow: [clause], accompanied: marked)
        return Ruleset(rules: ["intranet": rule])
    }

    private func asks(_ state: CredentialState = .issued, channel: Channel = .office) -> Question {
        var question = Nadia.asks(subject: Nadia.subject(credential: state, factors: []), channel: channel)
        question.assurance = Assurance.none.accompanied(by: "0400001")
        return question
    }

    private func codes(_ decision: Decision) -> [String] { decision.reasons.map(\.code) }

    @Test(arguments: [CredentialState.declared, .profileCreated, .issued])
    func `AA-1: opens at the office what is marked, before the credential is active`(state: CredentialState) {
        #expect(rules([.department(["dpe"])]).decide(asks(state)).verdict == .permit)
    }

    @Test func `AA-1: opens nothing that is not marked, with a reason of its own`() {
        let decision = rules([], marked: false).decide(asks())
        #expect(decision.verdict == .refuse && codes(decision) == ["accompanied.app"])
        #expect(decision.remedy == Remedy(kind: .issueCredential, contact: "ugd-dpe"))
    }

    @Test(arguments: [Channel.nomade, .tunnel])
    func `AA-2: opens nothing away from the office`(channel: Channel) {
        let decision = rules([]).decide(asks(channel: channel))
        #expect(decision.verdict == .refuse && codes(decision) == ["accompanied.place"])
        #expect(decision.remedy?.kind == .changeChannel(.office))
    }

    @Test func `AA-1: is still the person's own: another department, a missing proof and the hour say no as ever`() {
        #expect(codes(rules([.department(["drh"])]).decide(asks())) == ["policy.outside-department"])
        let proof = rules([.factor(on: [.office], maxAgeMinutes: nil)]).decide(asks())
        #expect(codes(proof) == ["factor.missing"])
        let both = rules([.department(["drh"])], marked: false).decide(asks())
        #expect(codes(both) == ["accompanied.app", "policy.outside-department"])
    }

    @Test(arguments: [CredentialState.active, .suspended, .left, .closed])
    func `AA-3: opens nothing once the credential is or was active`(state: CredentialState) {
        let decision = rules([]).decide(asks(state))
        #expect(decision.verdict == .refuse && codes(decision).first == "accompanied.app")
    }

    @Test func `AA-1: does not open where the app lets nobody in at the office`() {
        let decision = rules([.channel([.nomade])]).decide(asks())
        #expect(codes(decision).contains("accompanied.app"))
    }

    @Test func `P-10: tells nothing of an unlisted app`() {
        let decision = rules([.department(["drh"])], marked: false, unlisted: true).decide(asks())
        #expect(decision.verdict == .hide)
    }

    @Test func `a session of one's own is decided as ever, marked or not`() {
        #expect(rules([]).decide(Nadia.asks()).verdict == .permit)
        let early = rules([]).decide(Nadia.asks(subject: Nadia.subject(credential: .issued)))
        #expect(codes(early) == ["credential.none"])
    }
}
