/// What an app of the town answers.
package struct Answer: Sendable {
    package enum Body: Sendable, Equatable {
        case text(String)
        /// So many bytes, written as fast as they are taken.
        case bytes(Int)
        /// So many server-sent events, one every so many milliseconds.
        case events(count: Int, every: Int)
    }

    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: Body
    /// Milliseconds to wait before the answer.
    package var delay: Int = 0

    package static func page(_ html: String, status: Int = 200) -> Answer {
        Answer(status: status, headers: [("Content-Type", "text/html; charset=utf-8")], body: .text(html))
    }

    package static func json(_ text: String) -> Answer {
        Answer(status: 200, headers: [("Content-Type", "application/json")], body: .text(text))
    }

    package static func bytes(_ count: Int) -> Answer {
        Answer(status: 200, headers: [("Content-Type", "application/octet-stream")], body: .bytes(count))
    }

    package static func events(count: Int, every milliseconds: Int) -> Answer {
        let headers = [("Content-Type", "text/event-stream"), ("Cache-Control", "no-cache")]
        return Answer(status: 200, headers: headers, body: .events(count: count, every: milliseconds))
    }

    /// The same answer after so many milliseconds.
    package func after(milliseconds: Int) -> Answer {
        var later = self
        later.delay = milliseconds
        return later
    }
}
