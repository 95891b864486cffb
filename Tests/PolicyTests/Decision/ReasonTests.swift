import Policy
import Testing

@Suite struct `A reason` {
    private func only(_ criterion: Criterion, _ question: Question) -> Reason? {
        let decision = Nadia.rules([criterion]).decide(question)
        return decision.reasons.count == 1 ? decision.reasons[0] : nil
    }

    @Test func `names the departments that the app is for, and the agent's own`() {
        let reason = only(.department(["drh", "dfa"]), Nadia.asks())
        #expect(reason?.code == "policy.outside-department")
        #expect(reason?.values == ["app": "intranet", "dept": "dpe", "dept-list": "dfa,drh"])
    }

    @Test func `names the functions, and whom to ask when the file is wrong`() {
        let reason = only(.function(["hr"]), Nadia.asks())
        #expect(reason?.code == "policy.function")
        #expect(reason?.values["function"] == "driver")
        #expect(reason?.contact == "ugd-dpe")
        let correction = Correction(field: .function, value: "hr", assignment: 0)
        #expect(reason?.remedy?.kind == .correctFile(correction))
    }

    @Test func `tells hours of the day from days of the week`() {
        let later = only(.hours([.tuesday, .wednesday], from: 660, to: 720), Nadia.asks())
        #expect(later?.code == "policy.hours")
        #expect(later?.values["next"] == "11:00")
        #expect(later?.values["next-day"] == "tuesday")
        let sunday = only(.hours([.sunday], from: 480, to: 720), Nadia.asks())
        #expect(sunday?.code == "policy.weekday")
        #expect(sunday?.values["now"] == "10:00")
    }

    @Test func `tells no second proof at all from none given and from one too old`() {
        let demand = Criterion.factor(on: [.nomade], maxAgeMinutes: 3)
        var question = Nadia.asks(channel: .nomade)
        #expect(only(demand, question)?.code == "factor.too-old")
        #expect(only(demand, question)?.values["n"] == "3")
        question.assurance.factor = nil
        #expect(only(demand, question)?.code == "factor.asked")
        question.subject.factors = []
        #expect(only(demand, question)?.code == "factor.missing")
        #expect(only(demand, question)?.contact == "ugd-dpe")
        question.channel = .office
        #expect(only(demand, question) == nil)
    }

    @Test func `S-16: does not believe a second proof that was since taken away`() {
        var question = Nadia.asks(channel: .nomade)
        question.subject.factors = []
        #expect(only(.factor(on: [.nomade], maxAgeMinutes: nil), question)?.code == "factor.missing")
    }

    @Test func `S-15: does not believe a proof from the future, beyond a minute between two clocks`() {
        var question = Nadia.asks(channel: .nomade)
        let demand = Criterion.factor(on: [.nomade], maxAgeMinutes: 15)
        question.assurance.factorAt = Nadia.tuesdayAtTen.instant.adding(seconds: 60)
        #expect(only(demand, question) == nil)
        question.assurance.factorAt = Nadia.tuesdayAtTen.instant.adding(seconds: 61)
        #expect(only(demand, question)?.code == "factor.too-old")
    }

    @Test(arguments: [
        (CredentialState.declared, "credential.none"), (.profileCreated, "credential.none"),
        (.issued, "credential.none"), (.suspended, "credential.suspended"), (.left, "credential.left"),
        (.closed, "credential.closed"),
    ])
    func `says the state of the credential`(state: CredentialState, code: String) {
        let reason = only(.credential([.active]), Nadia.asks(subject: Nadia.subject(credential: state)))
        #expect(reason?.code == code)
        #expect(reason?.contact == "ugd-dpe")
        #expect(reason?.layer == .credential)
    }

    @Test func `of an agent without assignment names the owner of the app`() {
        let reason = only(.department(["dpe"]), Nadia.asks(subject: Nadia.subject(assignments: [])))
        #expect(reason?.contact == "it-dsin")
        #expect(reason?.remedy?.kind == .askGrant)
    }

    @Test func `of an app that admits nobody says so`() {
        let reason = Nadia.rules().decide(Nadia.asks()).reasons.first
        #expect(reason?.code == "policy.closed")
        #expect(reason?.contact == "it-dsin")
    }

    @Test func `has a code and a layer of its own each`() {
        let texts = ReasonCode.allCases.map(\.text)
        #expect(Set(texts).count == texts.count)
        #expect(Set(ReasonCode.allCases.map(\.layer)).union([.identity]) == Set(Layer.allCases))
    }
}
