import Policy
import Testing

@Suite struct `Over random rules and requests` {
    static let cases = 10_000

    @Test func `P-1, P-11: a second, naive evaluator agrees on every verdict, on every path`() {
        var town = RandomTown(seed: 1)
        var counts: [Verdict: Int] = [:]
        var byPath = 0
        for _ in 0..<Self.cases {
            let rules = town.ruleset()
            let question = town.question(app: town.random.pick(["app0", "app1", "app2", "absent"]))
            let decision = rules.decide(question)
            let verdict = decision.verdict
            counts[verdict, default: 0] += 1
            if decision.path != nil { byPath += 1 }
            guard verdict != Naive(question: question, rules: rules).verdict() else { continue }
            Issue.record("\(verdict) of \(question) by \(rules)")
            return
        }
        print("verdicts:", counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key) \($0.value)" })
        #expect(counts.values.allSatisfy { $0 > Self.cases / 50 } && counts.count == 3)
        #expect(byPath > Self.cases / 20)
    }

    @Test func `P-7: using the remedies of a refusal makes the request pass`() {
        var town = RandomTown(seed: 2)
        var alone: [String: Int] = [:]
        for place in 0..<4 * Self.cases {
            var (rules, question) = (town.ruleset(apps: 1), town.question(app: "app0"))
            if place % 4 == 0 { (rules, question) = (town.marked(rules), town.accompanied(question)) }
            let decision = rules.decide(question)
            guard decision.verdict == .refuse else { continue }
            let remedies = decision.reasons.compactMap(\.remedy)
            guard remedies.count == decision.reasons.count else { continue }
            if remedies.count == 1 { alone[decision.reasons[0].code, default: 0] += 1 }
            let mended = remedies.reduce(question) { $1.apply(to: $0) }
            guard rules.decide(mended).verdict != .permit else { continue }
            Issue.record("\(decision.lines(for: question)) \(rules)")
            return
        }
        print("each failing alone:", alone.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
        let mendable = Set(ReasonCode.allCases).subtracting(Unmendable.codes).map(\.text)
        #expect(mendable.filter { alone[$0, default: 0] < 100 }.sorted().isEmpty)
    }

    @Test func `P-8: only the reasons on the design page's list have no remedy, and each names whom to ask`() {
        var town = RandomTown(seed: 3)
        var without: Set<String> = []
        for _ in 0..<Self.cases {
            let decision = town.ruleset(apps: 1).decide(town.question(app: "app0"))
            guard decision.verdict == .refuse else { continue }
            for reason in decision.reasons {
                #expect(reason.contact?.isEmpty == false)
                if reason.remedy == nil { without.insert(reason.code) }
            }
        }
        #expect(without.isSubset(of: Unmendable.codes.union(Unmendable.sometimes).map(\.text)))
        #expect(without.count > 4)
    }

    @Test func `P-9: a remedy changes only the input that its kind names`() {
        var town = RandomTown(seed: 4)
        var seen: Set<Inputs> = []
        for _ in 0..<Self.cases {
            let question = town.question(app: "app0")
            for remedy in town.ruleset(apps: 1).decide(question).reasons.compactMap(\.remedy) {
                let changed = Inputs(changedBetween: question, and: remedy.apply(to: question))
                seen.insert(changed)
                if !remedy.names.isSuperset(of: changed) { Issue.record("\(remedy) changed \(changed)") }
            }
        }
        #expect(seen.count >= 8)
    }

    @Test func `P-10: a hidden app is answered as an absent one, with the same work`() {
        var town = RandomTown(seed: 5)
        var hidden = 0
        for _ in 0..<Self.cases {
            let rules = town.ruleset()
            let question = town.question(app: "app0")
            let answer = rules.decide(question)
            guard answer.verdict == .hide else { continue }
            hidden += 1
            var elsewhere = question
            elsewhere.app = "absent"
            elsewhere.path = "/anything"
            let absent = rules.decide(elsewhere)
            guard answer.outward == absent.outward else {
                Issue.record("\(answer.outward) beside \(absent.outward)")
                return
            }
        }
        print("hidden:", hidden)
        #expect(hidden > 300)
    }
}

/// The list of docs/designs/policy.md: reasons that nobody can mend, always or where the clause leaves no way.
enum Unmendable {
    static let codes: Set<ReasonCode> = [.credentialLeft, .credentialClosed, .credentialOther, .closed, .notFound]
    static let sometimes: Set<ReasonCode> = [
        .channel, .device, .outsidePosition, .credentialNone, .credentialSuspended,
    ]
}

extension Decision {
    /// All that an outsider may see of a decision, in words or in time.
    fileprivate var outward: [String] {
        ["\(verdict)", "\(clause as Int?)", "\(assignment as Int?)", "\(reasons)", "\(work)"]
    }
}
