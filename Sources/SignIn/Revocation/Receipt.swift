/// What one gate did about one piece of news: whom it concerned, which sessions ended, what was closed.
package struct Receipt: Hashable, Sendable {
    /// The change of a person's file that it answers; nil for a sign-out, a new city file or a date that passed.
    package let change: Int64?
    /// The employee number.
    package let agent: String
    /// The sessions that ended here.
    package let ended: [LiveSession.ID]
    package let closed: [Closing]

    package init(change: Int64?, agent: String, ended: [LiveSession.ID], closed: [Closing]) {
        self.change = change
        self.agent = agent
        self.ended = ended
        self.closed = closed
    }

    /// Whether anything came of it.
    package var isEmpty: Bool { ended.isEmpty && closed.isEmpty }
}
