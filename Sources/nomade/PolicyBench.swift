import City
import Foundation
import Policy

/// How many decisions a second the rules of a city allow, on one core: the questions of its policy tests, over and over.
struct PolicyBench: Encodable {
    /// One verdict's questions, asked in turn for a while.
    struct Pace: Encodable {
        let questions: Int
        let decisions: Int
        let seconds: Double
        let perSecond: Int

        private enum CodingKeys: String, CodingKey {
            case questions, decisions, seconds
            case perSecond = "per_second"
        }
    }

    let permit: Pace?
    let refuse: Pace?
    let hide: Pace?

    init(_ results: [PolicyTestResult], in city: City) {
        func pace(_ verdict: Verdict) -> Pace? {
            let questions = results.filter { $0.decision?.verdict == verdict }.compactMap(\.question)
            return Self.pace(of: questions, by: city.ruleset)
        }
        (permit, refuse, hide) = (pace(.permit), pace(.refuse), pace(.hide))
    }

    var lines: [String] {
        [("permit", permit), ("refuse", refuse), ("hide", hide)].compactMap { word, pace in
            pace.map { "\(word): \($0.perSecond) decisions a second, over \($0.questions) questions" }
        }
    }

    /// What this program has had of the cores, in seconds; POSIX fixes a million ticks. Other work on the machine does not count.
    private static func coreSeconds() -> Double { Double(clock()) / 1_000_000 }

    private static func pace(of questions: [Question], by rules: Ruleset) -> Pace? {
        guard !questions.isEmpty else { return nil }
        var (decisions, work) = (0, 0)
        let start = coreSeconds()
        var seconds = 0.0
        while seconds < 1 {
            for _ in 0..<1_000 {
                for question in questions { work &+= rules.decide(question).work }
            }
            decisions += 1_000 * questions.count
            seconds = coreSeconds() - start
        }
        return Pace(
            questions: questions.count,
            decisions: decisions,
            seconds: seconds,
            perSecond: work >= 0 ? Int(Double(decisions) / seconds) : 0
        )
    }
}
