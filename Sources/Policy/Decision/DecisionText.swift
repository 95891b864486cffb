// A decision for the terminal of `nomade policy explain`: plain English lines.
extension Decision {
    /// The decision and its trace, a line each, for the question that was asked.
    package func lines(for question: Question) -> [String] {
        let time = question.time
        let clock = Explanation.clock(time.minute)
        let head =
            "\(verdict.word): \(app)\(path ?? ""), agent \(question.subject.agent), channel \(question.channel.rawValue), "
            + "\(time.weekday.word) \(clock)"
        return [head] + served(question) + trace.map(line) + reasons.flatMap(\.lines)
    }

    private func served(_ question: Question) -> [String] {
        guard verdict == .permit, let clause else { return [] }
        var line = "  clause \(clause + 1) permits"
        if let assignment, question.subject.assignments.indices.contains(assignment) {
            let served = question.subject.assignments[assignment]
            line += ", by the assignment \(served.words)"
        } else if question.subject.holdsGrant(for: app, at: question.time.instant) {
            line += ", by a grant"
        }
        return [line]
    }

    private func line(_ trace: ClauseTrace) -> String {
        let nearest = verdict == .refuse && trace.clause == clause ? " (nearest)" : ""
        return "  clause \(trace.clause + 1), line \(trace.line)\(nearest): "
            + trace.codes.map(\.text).joined(separator: ", ")
    }
}

extension Verdict {
    fileprivate var word: String {
        switch self {
        case .permit: "permitted"
        case .refuse: "refused"
        case .hide: "answered as absent"
        }
    }
}

extension Assignment {
    fileprivate var words: String {
        ([department] + [unit, function].compactMap { $0 } + [position.rawValue]).joined(separator: " · ")
    }
}

extension Reason {
    fileprivate var lines: [String] {
        let facts = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        var lines = ["  why: \(code) (\(layer.rawValue))" + (facts.isEmpty ? "" : " \(facts)")]
        let ask = contact.map { ", ask \($0)" } ?? ""
        if let remedy {
            let supervisor = remedy.supervisor.map { ", through the supervisor \($0)" } ?? ""
            lines.append("    do: \(remedy.words)\(ask)\(supervisor)")
        } else if contact != nil {
            lines.append("    nothing mends this\(ask)")
        }
        return lines
    }
}

extension Remedy {
    fileprivate var words: String {
        switch kind {
        case .wait(let until): "wait until \(until.weekday.word) \(Explanation.clock(until.minute))"
        case .changeChannel(let channel): "come by the channel \(channel.rawValue)"
        case .knowBrowser: "sign in fully in this browser, not as a shared workstation"
        case .confirm: "give the second proof now"
        case .askGrant: "get a dated grant"
        case .enrol: "enrol a second proof"
        case .correctFile(let correction):
            "have the \(correction.field.rawValue) corrected to \(correction.value), if the file is wrong"
        case .issueCredential: "have the credential completed"
        case .resumeCredential: "have the suspension ended"
        }
    }
}
