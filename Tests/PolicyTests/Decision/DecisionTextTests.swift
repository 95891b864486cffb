import Foundation
import Policy
import Testing

@Suite struct `A decision in words` {
    @Test func `names the verdict, each clause that failed, why and what to do`() {
        let rules = Nadia.rules([.department(["drh"])], [.channel([.office])])
        let question = Nadia.asks(channel: .nomade)
        let expected = [
            "refused: intranet, agent 0412345, channel nomade, tuesday 10:00",
            "  clause 1, line 40: policy.outside-department",
            "  clause 2, line 41 (nearest): policy.channel",
            "  why: policy.channel (place) app=intranet channel=nomade dept=dpe where=office",
            "    do: come by the channel office, ask it-dpe",
        ]
        #expect(rules.decide(question).lines(for: question) == expected)
    }

    @Test func `names the clause that permitted and the assignment that served`() {
        let question = Nadia.asks()
        let lines = Nadia.rules([.department(["dpe"])]).decide(question).lines(for: question)
        #expect(lines.last == "  clause 1 permits, by the assignment dpe · nord · driver · tenured")
    }

    @Test func `comes back whole from JSON`() throws {
        let rules = Nadia.rules(
            [.department(["drh"]), .factor(on: [.nomade], maxAgeMinutes: 1)],
            [.hours([.sunday], from: 0, to: 60)]
        )
        let decision = rules.decide(Nadia.asks(channel: .nomade))
        let json = try JSONEncoder().encode(decision)
        #expect(try JSONDecoder().decode(Decision.self, from: json) == decision)
        #expect(String(decoding: json, as: UTF8.self).contains("\"policy.outside-department\""))
    }
}
