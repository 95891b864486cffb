package import Testing

/// Runs each test of a suite once on each engine; an issue says on which one it was met.
package struct OnBothEngines: SuiteTrait, TestTrait, TestScoping {
    package let isRecursive = true

    package func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        for engine in Engine.allCases {
            let named = IssueHandlingTrait.compactMapIssues { issue in
                var issue = issue
                issue.comments.append(Comment(rawValue: "on \(engine.rawValue)"))
                return issue
            }
            try await named.provideScope(for: test, testCase: testCase) {
                guard engine == .postgreSQL else { return try await function() }
                await Turnstile.shared.enter()
                do { try await Engine.$current.withValue(engine, operation: function) } catch {
                    await Turnstile.shared.leave()
                    throw error
                }
                await Turnstile.shared.leave()
            }
        }
    }
}

extension Trait where Self == OnBothEngines {
    /// Each test runs twice: on SQLite, then on PostgreSQL.
    package static var onBothEngines: Self { Self() }
}
