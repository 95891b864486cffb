import Policy
import Testing

@Suite struct `An unlisted app` {
    private let rules = Nadia.rules([.department(["dpe"]), .function(["hr"])], unlisted: true)

    @Test func `P-10: answers a stranger as an app that does not exist`() {
        let hidden = rules.decide(Nadia.asks())
        let absent = rules.decide(Nadia.asks("nothing"))
        #expect(hidden.verdict == .hide)
        #expect(hidden.reasons == absent.reasons)
        #expect(hidden.reasons.map(\.code) == ["app.not-found"])
        #expect(hidden.work == absent.work && hidden.work > 0)
    }

    @Test func `P-10: keeps the whole trace for the desk`() {
        let trace = rules.decide(Nadia.asks()).trace
        #expect(trace.map { $0.codes.map(\.text) } == [["policy.function"]])
        #expect(trace.first?.line == 40)
    }

    @Test func `P-10: explains itself to those whom it is for`() {
        let hr = Nadia.subject(credential: .suspended, assignments: [Nadia.assignment(function: "hr")])
        let rules = Nadia.rules([.function(["hr"]), .credential([.active])], unlisted: true)
        #expect(rules.decide(Nadia.asks(subject: hr)).reasons.map(\.code) == ["credential.suspended"])
    }

    @Test func `P-10: explains itself to one whose grant has ended`() {
        let ended = Grant(app: "intranet", until: Nadia.tuesdayAtTen.instant, reason: "renfort", by: "Mme Roy")
        let decision = rules.decide(Nadia.asks(subject: Nadia.subject(grants: [ended])))
        #expect(decision.verdict == .refuse)
        #expect(decision.reasons.first?.code == "policy.grant-ended")
    }
}
