package import City
package import Policy
package import Store
package import Web

/// News about a request, for the mobile of whoever must act or waited: no link, no name, no reason.
package struct GrantNotice: Sendable {
    private let city: City
    private let texts: Texts

    /// News in the words of the whole program.
    package init(city: City, texts: Texts) { (self.city, self.texts) = (city, texts) }

    /// A request waits for its answer.
    package func asked(of supervisor: String, at now: Instant, in transaction: Transaction) throws -> [Message] {
        try messages("team.notice-asked", [:], to: supervisor, at: now, in: transaction)
    }

    /// A request was answered.
    package func answered(to agent: String, about app: App, at now: Instant, in transaction: Transaction) throws
        -> [Message]
    {
        try messages("team.notice-answered", ["app": app.name], to: agent, at: now, in: transaction)
    }

    private func messages(
        _ code: String,
        _ values: [String: String],
        to number: String,
        at now: Instant,
        in transaction: Transaction
    ) throws -> [Message] {
        let notice = MobileNotice(city: city, texts: texts)
        return try notice.messages(code, values, to: number, at: now, in: transaction)
    }
}
