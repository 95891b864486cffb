import Policy
import Testing

@Suite struct `A grant` {
    private static let now = Nadia.tuesdayAtTen.instant

    private func grant(seconds: Int64, app: String = "intranet") -> Grant {
        Grant(app: app, until: Self.now.adding(seconds: seconds), reason: "renfort", by: "Mme Roy")
    }

    private func decide(_ grant: Grant, _ criteria: [Criterion], channel: Channel = .office) -> Decision {
        Nadia.rules(criteria).decide(Nadia.asks(subject: Nadia.subject(grants: [grant]), channel: channel))
    }

    @Test func `P-4: stands in for department, unit, function and position`() {
        let who: [Criterion] = [.department(["drh"]), .unit(["sud"]), .function(["hr"]), .position([.contract])]
        let decision = decide(grant(seconds: 60), who)
        #expect(decision.verdict == .permit)
        #expect(decision.assignment == nil)
    }

    @Test func `P-4: stands in for nothing else`() {
        let day = Hours(days: [.sunday], from: 0, to: 1440)
        let others: [Criterion] = [
            .channel([.office]), .device(.known), .factor(on: [.nomade], maxAgeMinutes: 1), .hours(day),
            .credential([.left]), .outsidePosition([.contract]),
        ]
        for criterion in others {
            let decision = decide(grant(seconds: 60), [.department(["drh"]), criterion], channel: .nomade)
            #expect(decision.verdict == .refuse)
        }
    }

    @Test func `P-4: of another app counts for nothing`() {
        let decision = decide(grant(seconds: 60, app: "paie"), [.department(["drh"])])
        #expect(decision.reasons.map(\.code) == ["policy.outside-department"])
    }

    @Test func `P-5: that has ended is named, with who gave it and why`() {
        let reason = decide(grant(seconds: 0), [.department(["drh"])]).reasons.first
        #expect(reason?.code == "policy.grant-ended")
        #expect(decide(grant(seconds: 0), [.department(["drh"])]).reasons.count == 1)
        #expect(reason?.values["name"] == "Mme Roy")
        #expect(reason?.values["reason"] == "renfort")
        #expect(reason?.values["date"] == String(Self.now.seconds))
    }

    @Test func `can be asked for by a clause of its own`() {
        #expect(decide(grant(seconds: 60), [.grant]).verdict == .permit)
        #expect(decide(grant(seconds: -60), [.grant]).reasons.first?.code == "policy.grant-ended")
        #expect(decide(grant(seconds: 60, app: "paie"), [.grant]).reasons.map(\.code) == ["policy.grant"])
    }
}
