package import Policy
import Store

/// What an agent asks of the supervisor when a dated right would open an app.
package struct GrantRequest: Hashable, Sendable {
    /// How far a request has come.
    package enum State: String, CaseIterable, Sendable, ColumnValue { case open, given, declined }

    /// Scalars that the line to the supervisor, or the answer, may have.
    package static let lengths = 3...300
    /// Requests that one agent may make on one day.
    package static let mostADay = 10
    /// Days for which a supervisor may give a right.
    package static let mostDays = 30

    /// The employee number of whoever asks.
    package let agent: String
    package let app: String
    /// The path and query that were refused.
    package let target: String
    /// The agent's line.
    package let words: String
    /// The employee number of whom the decision named.
    package let approver: String
    package let askedAt: Instant
    package let state: State
    package let answer: Answer?

    /// What became of it.
    package struct Answer: Hashable, Sendable {
        package let at: Instant
        /// The employee number of whoever answered.
        package let by: String
        package let words: String
        /// The end of the right; nil when it was declined.
        package let until: Instant?
    }

    /// A new request, still open. Throws `request.words`.
    package static func new(
        of app: String,
        by agent: String,
        to approver: String,
        saying typed: String,
        target: String,
        at now: Instant
    ) throws(GrantRequestRefusal) -> GrantRequest {
        GrantRequest(
            agent: agent,
            app: app,
            target: GrantRequest.target(target),
            words: try line(typed),
            approver: approver,
            askedAt: now,
            state: .open,
            answer: nil
        )
    }

    /// A line as it is kept: no control characters, no white space around it. Throws `request.words`.
    package static func line(_ typed: String) throws(GrantRequestRefusal) -> String {
        let scalars = typed.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
        let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.endIndex
        let end = scalars.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? start
        guard lengths.contains(end - start) else { throw .words }
        var line = String.UnicodeScalarView()
        line.append(contentsOf: scalars[start..<end])
        return String(line)
    }

    /// A target of an app as a link may hold it: visible ASCII that begins with a slash, 2,000 bytes at most; else the app's front.
    package static func target(_ typed: String) -> String {
        let bytes = typed.utf8
        let isTarget = bytes.first == UInt8(ascii: "/") && bytes.count <= 2_000
        return isTarget && bytes.allSatisfy { (0x21...0x7E).contains($0) } ? typed : "/"
    }
}
