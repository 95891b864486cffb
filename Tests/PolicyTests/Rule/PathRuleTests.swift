import Policy
import Testing

@Suite struct `A path with clauses of its own` {
    private let rules = Nadia.rules(
        [.department(["dpe"])],
        paths: ["/paie": [.function(["payroll"])], "/paie/public": [], "/archives": [.channel([.office])]]
    )

    private func decide(_ path: String?, channel: Channel = .office) -> Decision {
        rules.decide(Nadia.asks(channel: channel).at(path: path))
    }

    @Test func `P-11: decides for itself and all below it, and the longest prefix wins`() {
        for path in ["/paie", "/paie/", "/paie/2026/03", "/paie/publics", "/paie/publi"] {
            #expect(decide(path).verdict == .refuse, "\(path)")
            #expect(decide(path).path == "/paie", "\(path)")
        }
        for path in ["/paie/public", "/paie/public/", "/paie/public/x"] {
            #expect(decide(path).path == "/paie/public" && decide(path).verdict == .permit, "\(path)")
        }
        for path in [nil, "/", "/pai", "/paiement", "/paie2", "/x/paie"] {
            #expect(decide(path).path == nil && decide(path).verdict == .permit, "\(path ?? "none")")
        }
    }

    @Test func `P-11: replaces the app's own clauses instead of adding to them`() {
        let closed = Nadia.rules([.department(["drh"])], paths: ["/open": []])
        #expect(closed.decide(Nadia.asks().at(path: "/open/x")).verdict == .permit)
        #expect(closed.decide(Nadia.asks()).verdict == .refuse)
        #expect(closed.decisions(on: Nadia.asks()).map(\.verdict) == [.refuse, .permit])
    }

    @Test func `P-11: explains itself: its own reasons and remedies, with its prefix among the values`() {
        let away = decide("/archives/1998", channel: .nomade)
        #expect(away.reasons.map(\.code) == ["policy.channel"])
        #expect(away.reasons.first?.values["path"] == "/archives")
        #expect(away.remedy?.kind == .changeChannel(.office))
        #expect(decide("/paie").reasons.map(\.code) == ["policy.function"])
        #expect(decide("/paie").trace.first?.line == 60)
        #expect(decide("/paie").lines(for: Nadia.asks()).first?.hasPrefix("refused: intranet/paie, agent") == true)
    }

    @Test func `P-11: of an unlisted app hides from those to whom the whole app is none, and from nobody else`() {
        let rules = Nadia.rules([.department(["dpe"])], unlisted: true, paths: ["/paie": [.function(["payroll"])]])
        #expect(rules.decide(Nadia.asks().at(path: "/paie")).verdict == .refuse)
        let cook = Nadia.subject(assignments: [Nadia.assignment(department: "dasco", function: "cook")])
        #expect(rules.decisions(on: Nadia.asks(subject: cook)).map(\.verdict) == [.hide, .hide])
        let payroll = Nadia.subject(assignments: [Nadia.assignment(department: "dasco", function: "payroll")])
        #expect(rules.decisions(on: Nadia.asks(subject: payroll)).map(\.verdict) == [.refuse, .permit])
    }
}
