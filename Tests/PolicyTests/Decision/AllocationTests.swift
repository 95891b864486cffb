import CAllocations
import Policy
import Testing

@Suite struct `A repeated decision` {
    /// How often a piece of work asks for memory, once everything that is made on first use exists.
    private func allocations(_ work: () -> Void) -> UInt64 {
        work()
        let before = allocations_of_this_thread()
        work()
        return allocations_of_this_thread() - before
    }

    private static let usual: [Criterion] = [
        .department(["dasco", "dpe"]), .unit(["nord"]), .function(["driver"]),
        .outsidePosition([.tenured, .contract]), .channel([.office, .nomade]), .device(.any),
        .factor(on: [.nomade], maxAgeMinutes: 15), .hours(Set(Weekday.allCases), from: 420, to: 1140),
        .credential([.active]),
    ]

    private static func rules(failing: Int) -> Ruleset {
        let refused = Clause(criteria: [.department(["drh"]), .channel([.office, .nomade])], line: 1)
        let clauses = Array(repeating: refused, count: failing) + [Clause(criteria: usual, line: 9)]
        let paths = [PathRule(prefix: "/paie", allow: clauses), PathRule(prefix: "/paie/archives", allow: [])]
        let rule = Rule(app: "intranet", owner: "it", unlisted: false, allow: clauses, paths: paths)
        return Ruleset(rules: ["intranet": rule])
    }

    @Test(arguments: 0...4, [nil, "/", "/paie/2026", "/Acc%C3%A8s"])
    func `P-13: that permits asks for no memory`(failing: Int, path: String?) {
        let rules = Self.rules(failing: failing)
        let granted = Grant(app: "other", until: Instant(seconds: .max), reason: "", by: "")
        let cook = Nadia.assignment(department: "dasco", function: "cook")
        let subject = Nadia.subject(assignments: [cook, Nadia.assignment()], grants: [granted])
        let question = Nadia.asks(subject: subject, channel: .nomade).at(path: path)
        var permitted = 0
        let asked = allocations {
            for _ in 0..<100 where rules.decide(question).verdict == .permit { permitted += 1 }
        }
        #expect(permitted == 200)
        #expect(asked == 0)
    }

    @Test func `P-13: is counted: one that refuses asks for memory, for its reasons are made then`() {
        let rules = Nadia.rules([.department(["drh"])])
        let question = Nadia.asks()
        #expect(allocations { _ = rules.decide(question) } > 0)
    }
}
