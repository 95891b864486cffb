/// What the gate does with a request.
package enum Verdict: String, Sendable, Codable {
    case permit
    case refuse
    /// Answer as if the app did not exist.
    case hide
}

/// How one clause failed; the desk sees these behind the reference, a stranger never does.
package struct ClauseTrace: Hashable, Sendable, Codable {
    /// The place of the clause in the `allow` of its part, from 0.
    package let clause: Int
    /// Its line in the city file.
    package let line: Int
    /// The place of the assignment that came nearest, from 0.
    package let assignment: Int?
    package let codes: ReasonCodes

    package init(clause: Int, line: Int, assignment: Int?, codes: ReasonCodes) {
        self.clause = clause
        self.line = line
        self.assignment = assignment
        self.codes = codes
    }
}

/// The answer to one question, with its explanation: the only evaluation there is.
package struct Decision: Hashable, Sendable, Codable {
    package let verdict: Verdict
    package let app: String
    /// The prefix of the part whose clauses decided; nil when the app's own did.
    package let path: String?
    /// The place, from 0, of the clause that permitted, or of the nearest one when refused.
    package let clause: Int?
    /// The place, from 0, of the assignment that served; nil when a grant did, or when none was needed.
    package let assignment: Int?
    /// Why the nearest clause failed, in the order in which its remedies are to be used.
    package let reasons: [Reason]
    /// The clauses that failed; empty when the first one permitted.
    package let trace: Handful<ClauseTrace>
    /// How many criteria were looked at; the same for an app that is hidden and for one that is absent.
    package let work: Int

    package init(
        verdict: Verdict,
        app: String,
        path: String? = nil,
        clause: Int? = nil,
        assignment: Int? = nil,
        reasons: [Reason] = [],
        trace: Handful<ClauseTrace> = Handful(),
        work: Int = 0
    ) {
        self.verdict = verdict
        self.app = app
        self.path = path
        self.clause = clause
        self.assignment = assignment
        self.reasons = reasons
        self.trace = trace
        self.work = work
    }

    /// The first thing to do about a refusal: the page's button.
    package var remedy: Remedy? {
        reasons.lazy.compactMap(\.remedy).first
    }
}
