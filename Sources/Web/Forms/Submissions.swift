import HTTPTypes
package import Hummingbird
package import Policy

/// Answers a form that was sent twice only once: whoever sends the very same again, in the same browser, waits for the first
/// and gets its answer.
///
/// An answer that leads elsewhere and changes the cookies, as a sign-in does, may have reached the browser before the same form
/// leaves it again: then the cookies differ, and whoever sends that form is led to the same place, without any cookie.
///
/// It stands in the memory of one node, where a double click arrives: connections are kept alive.
package actor Submissions {
    /// What tells a form from all others.
    package struct Name: Sendable {
        /// Of its bytes and all cookies of its browser.
        package let exact: String
        /// Of its bytes alone; nil where they hold no form token, and may come from anybody.
        package let bytes: String?

        /// Both are hashes: what was typed is not kept.
        package init(exact: String, bytes: String?) {
            self.exact = exact
            self.bytes = bytes
        }
    }

    /// Whose turn it is.
    package enum Turn: Sendable {
        /// This one is to be done, and then told to `end`.
        case first
        case again(Response)
    }

    /// Seconds for which a good answer can be had again.
    package static let life: Int64 = 30
    /// How many answers are held at most, an answer with its way taken as two; further ones are given once only.
    package static let limit = 512

    private struct Kept {
        let response: Response
        let until: Instant
    }

    private var kept: [String: Kept] = [:]
    private var waiting: [String: [CheckedContinuation<Response?, Never>]] = [:]

    /// None so far.
    package init() {}

    /// Waits while the same form is being answered.
    package func begin(_ name: Name, at now: Instant) async -> Turn {
        for held in [kept[name.exact], name.bytes.flatMap { kept[$0] }] {
            if let held, now < held.until { return .again(held.response) }
        }
        guard waiting[name.exact] != nil else {
            waiting[name.exact] = []
            return .first
        }
        let answer = await withCheckedContinuation { waiting[name.exact, default: []].append($0) }
        return answer.map(Turn.again) ?? .first
    }

    /// Gives the answer to those who wait, and keeps a good one; nil where there was none, and each tries for itself.
    package func end(_ name: Name, with response: Response?, at now: Instant) {
        for waiter in waiting.removeValue(forKey: name.exact) ?? [] { waiter.resume(returning: response) }
        kept = kept.filter { now < $0.value.until }
        guard let response, response.status.code < 400, !response.isShownOnce, kept.count < Self.limit - 1 else {
            return
        }
        let until = now.adding(seconds: Self.life)
        kept[name.exact] = Kept(response: response, until: until)
        guard let bytes = name.bytes, response.status == .seeOther, response.headers[.setCookie] != nil else { return }
        var way = response
        way.headers[values: .setCookie] = []
        kept[bytes] = Kept(response: way, until: until)
    }
}

extension Response {
    /// A mark between page and middleware, which never leaves the house.
    private static let once = HTTPField.Name("Nomade-Shown-Once", fallback: .origin)

    /// Whether the answer holds what is shown to one gesture and kept nowhere: whoever sends the form again is told that it was
    /// done.
    package var isShownOnce: Bool {
        get { headers[Self.once] != nil }
        set { headers[Self.once] = newValue ? "1" : nil }
    }
}
