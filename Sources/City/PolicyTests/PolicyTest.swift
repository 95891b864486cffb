package import Policy

/// Who asks in a policy test.
package enum PolicyAsker: Hashable, Sendable {
    /// A known agent, by employee number.
    case agent(String)
    /// Somebody of that assignment, active, with the second proof that the department gives.
    case someone(Assignment)
}

/// How somebody asks in a policy test.
package struct PolicyAsk: Hashable, Sendable {
    package let channel: Channel
    package let device: Device
    /// When, or nil for the time of the run.
    package let at: Instant?
    /// Minutes since the second proof, or nil when none was given.
    package let factorAgeMinutes: Int?

    package init(channel: Channel, device: Device, at: Instant?, factorAgeMinutes: Int?) {
        self.channel = channel
        self.device = device
        self.at = at
        self.factorAgeMinutes = factorAgeMinutes
    }
}

/// A line of `policy-tests`: what the city expects of its own rules.
package struct PolicyTest: Hashable, Sendable {
    package let asker: PolicyAsker
    package let app: String
    /// The path asked for; nil asks about the app's own clauses.
    package let path: String?
    package let ask: PolicyAsk
    package let expect: Verdict
    /// A code that must be among the reasons.
    package let reason: String?
    package let line: Int

    package init(
        asker: PolicyAsker,
        app: String,
        path: String? = nil,
        ask: PolicyAsk,
        expect: Verdict,
        reason: String?,
        line: Int
    ) {
        self.asker = asker
        self.app = app
        self.path = path
        self.ask = ask
        self.expect = expect
        self.reason = reason
        self.line = line
    }
}

/// What one policy test found.
package struct PolicyTestResult: Hashable, Sendable {
    package let test: PolicyTest
    /// The question asked and its decision; nil when the agent is unknown.
    package let question: Question?
    package let decision: Decision?
    /// What differs from what was expected; nil when nothing does.
    package let problem: String?

    package init(test: PolicyTest, question: Question?, decision: Decision?, problem: String?) {
        self.test = test
        self.question = question
        self.decision = decision
        self.problem = problem
    }

    package var passed: Bool { problem == nil }
}

extension PolicyTest {
    /// Runs every policy test of a city.
    ///
    /// - Parameters:
    ///   - now: the time of tests that give none.
    ///   - subjects: an agent's facts at an instant, by employee number; nil when there is no such agent.
    package static func run(
        in city: City,
        now: Instant,
        subjects: (String, Instant) async throws -> Subject?
    ) async rethrows -> [PolicyTestResult] {
        var results: [PolicyTestResult] = []
        for test in city.policyTests {
            let instant = test.ask.at ?? now
            var subject = test.describedSubject(in: city)
            if case .agent(let number) = test.asker { subject = try await subjects(number, instant) }
            results.append(test.result(for: subject, at: instant, in: city))
        }
        return results
    }

    /// The result for a subject; a missing one is a problem of its own.
    package func result(for subject: Subject?, at instant: Instant, in city: City) -> PolicyTestResult {
        guard let subject else {
            return PolicyTestResult(test: self, question: nil, decision: nil, problem: "there is no such agent")
        }
        let factor = ask.factorAgeMinutes.flatMap { _ in subject.factors.first }
        let proven = instant.adding(seconds: Int64(ask.factorAgeMinutes ?? 0) * -60)
        let question = Question(
            subject: subject,
            app: app,
            path: path,
            channel: ask.channel,
            device: ask.device,
            assurance: Assurance(password: instant, factor: factor, factorAt: factor.map { _ in proven }),
            time: city.localTime(of: instant)
        )
        let decision = city.ruleset.decide(question)
        return PolicyTestResult(test: self, question: question, decision: decision, problem: problem(in: decision))
    }

    private func problem(in decision: Decision) -> String? {
        let codes = decision.reasons.map(\.code)
        let because = codes.isEmpty ? "" : " because of \(codes.joined(separator: ", "))"
        if decision.verdict != expect {
            return "expected \(expect.rawValue), got \(decision.verdict.rawValue)\(because)"
        }
        guard let reason, !codes.contains(reason) else { return nil }
        return "expected the reason \(reason), got \(decision.verdict.rawValue)\(because)"
    }

    private func describedSubject(in city: City) -> Subject? {
        guard case .someone(let assignment) = asker else { return nil }
        let given = city.departments[assignment.department]?.factor.given ?? []
        return Subject(
            agent: "-",
            credential: .active,
            factors: Set(given.map { $0 == .app ? .authenticator : .sms }),
            assignments: [assignment]
        )
    }
}
