import ArgumentParser
import City
import Policy
import Portal

/// `nomade policy`: what the rules decide, and why.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Ask the rules who may open what, and why not.",
        subcommands: [Test.self, Explain.self, Diff.self]
    )

    /// `nomade policy test`: the expectations of the city file, run against its rules.
    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Run the policy tests of the city file.")

        @OptionGroup var options: CityOptions

        func run() async throws {
            let city = try options.city()
            let now = Clock().now()
            let needsPeople = city.policyTests.contains { if case .agent = $0.asker { true } else { false } }
            let installation = needsPeople ? try await options.installation(now: now) : nil
            let results = try await PolicyTest.run(in: city, now: now) { number, instant in
                try await installation?.subject(of: number, at: instant)
            }
            try print(results)
            if results.contains(where: { !$0.passed }) { throw Failure(.no) }
        }

        private func print(_ results: [PolicyTestResult]) throws {
            guard !options.json else { return try Terminal.print(json: results.map(Line.init)) }
            for result in results {
                guard let problem = result.problem else { continue }
                Terminal.print("\(options.config):\(result.test.line): \(result.test.app): \(problem)")
            }
            let failed = results.count { !$0.passed }
            Terminal.print("\(results.count) policy tests, \(failed) of them not as expected")
        }

        private struct Line: Encodable {
            let line: Int
            let app: String
            let passed: Bool
            let problem: String?

            init(_ result: PolicyTestResult) {
                (line, app) = (result.test.line, result.test.app)
                (passed, problem) = (result.passed, result.problem)
            }
        }
    }
}
