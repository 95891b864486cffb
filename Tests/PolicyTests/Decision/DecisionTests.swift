import Policy
import Testing

@Suite struct `A decision` {
    @Test func `P-1: one satisfied clause permits and is named with the assignment that served`() {
        let cook = Nadia.assignment(department: "dasco", function: "cook")
        let rules = Nadia.rules([.department(["drh"])], [.department(["dpe"]), .function(["driver"])])
        let question = Nadia.asks(subject: Nadia.subject(assignments: [cook, Nadia.assignment()]))
        let decision = rules.decide(question)
        #expect(decision.verdict == .permit)
        #expect(decision.clause == 1)
        #expect(decision.assignment == 1)
        #expect(decision.reasons.isEmpty)
    }

    @Test func `P-2: who-criteria of one clause are never met by two assignments together`() {
        let cook = Nadia.assignment(department: "dasco", function: "cook")
        let rules = Nadia.rules([.department(["dpe"]), .function(["cook"])])
        let question = Nadia.asks(subject: Nadia.subject(assignments: [cook, Nadia.assignment()]))
        #expect(rules.decide(question).verdict == .refuse)
    }

    @Test func `P-3: a refusal names the layer, the reason, the remedy and a contact of the agent's structure`() throws
    {
        let decision = Nadia.rules([.channel([.office])]).decide(Nadia.asks(channel: .nomade))
        let reason = try #require(decision.reasons.first)
        #expect(decision.verdict == .refuse)
        #expect(reason.code == "policy.channel")
        #expect(reason.layer == .place)
        #expect(reason.values["where"] == "office")
        #expect(reason.remedy?.kind == .changeChannel(.office))
        #expect(reason.contact == "it-dpe")
    }
}
