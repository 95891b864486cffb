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

    /// None where the city sends none, the person has no number, or a budget is used up.
    private func messages(
        _ code: String,
        _ values: [String: String],
        to number: String,
        at now: Instant,
        in transaction: Transaction
    ) throws -> [Message] {
        guard city.messages.sms != nil, let agent = try AgentStore.agent(number, in: transaction),
            let phone = agent.reach.phone, phone.takesCodes, let recipient = phone.e164,
            let department = agent.nearestAssignments(on: city.day(of: now)).first?.department
        else { return [] }
        let person = Message.Person(agent: number, department: department, phone: recipient)
        guard try MessageStore.admission(person, city.messages.budget, at: now, in: transaction) == .open else {
            return []
        }
        let text = texts(code, in: agent.reach.language, values)
        let message = Message(.sms, .notice, to: person, text: text)
        try MessageStore.keep(message, at: now, in: transaction)
        return [message]
    }
}
