import City
import Policy
import Web

/// The whole check: its lines, what opens from outside, and one verdict.
struct ReadyReport: Sendable {
    /// What it comes to, in one sentence.
    enum Verdict: Hashable, Sendable {
        /// So many apps open from outside.
        case ready(open: Int)
        /// The device is ready; of a stranger nothing else can be told.
        case device
        /// So many lines are to be settled.
        case stopped(Int)
        /// All is in order, and no app opens from outside.
        case none
    }

    let lines: [ReadyLine]
    /// Nil of a stranger.
    let apps: Launcher?

    var verdict: Verdict {
        let stopped = lines.filter { $0.mark == .stopped }.count
        if stopped > 0 { return .stopped(stopped) }
        guard let apps else { return .device }
        return apps.open.isEmpty ? .none : .ready(open: apps.open.count)
    }

    /// What is kept of it, for whoever reads the reference.
    var trace: ReadyTrace {
        let entries = apps.map { $0.open + $0.closed } ?? []
        return ReadyTrace(
            checks: Dictionary(lines.map { ($0.check.rawValue, $0.mark.rawValue) }) { first, _ in first },
            apps: Dictionary(entries.map { ($0.app.key, Self.word(of: $0.decision)) }) { first, _ in first }
        )
    }

    private static func word(of decision: Decision) -> String {
        decision.verdict == .permit ? "opens" : decision.reasons.map(\.code).joined(separator: ",")
    }
}

extension ReadyReport.Verdict {
    /// The text code, what stands in its braces, and the style of its box.
    var shown: (code: String, values: [String: String], tone: String) {
        switch self {
        case .ready(let open): ("ready.verdict-ready", ["n": String(open)], "ok")
        case .device: ("ready.verdict-device", [:], "ok")
        case .stopped(let lines): ("ready.verdict-stopped", ["n": String(lines)], "warn")
        case .none: ("ready.verdict-none", [:], "wait")
        }
    }
}

extension Question {
    /// The same person after a whole sign-in from outside: each proof that they hold just given, in a browser that is then
    /// known to them.
    var fromOutside: Question {
        let factor = Factor.allCases.first(where: subject.factors.contains)
        let now = time.instant
        var question = self
        question.channel = .nomade
        question.assurance = Assurance(password: now, factor: factor, factorAt: factor.map { _ in now })
        question.device = max(device, factor == nil ? .any : .known)
        return question
    }
}
