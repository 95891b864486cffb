package import City
package import Policy
package import Store
package import Web

/// News of a change, for every channel that an agent has on file: a mail that waits in the database, and the message to their
/// mobile that is returned, to be sent once the change is kept (S-25); without link or code.
package struct AgentNotice: Sendable {
    private let city: City
    private let texts: Texts
    private let keys: KeyFile

    /// News in the words of the whole program.
    package init(city: City, texts: Texts, keys: KeyFile) { (self.city, self.texts, self.keys) = (city, texts, keys) }

    /// Tells one person by mail and SMS.
    package func tell(
        _ code: String,
        _ values: [String: String] = [:],
        to number: String,
        at now: Instant,
        in transaction: Transaction
    ) throws -> [Message] {
        try keepMail(code, values, to: number, at: now, in: transaction)
        return try MobileNotice(city: city, texts: texts).messages(code, values, to: number, at: now, in: transaction)
    }

    /// Keeps the mail; false where the city sends none or the person has no address on file.
    @discardableResult
    func keepMail(
        _ code: String,
        _ values: [String: String],
        under subject: String = "mail.subject",
        to number: String,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Bool {
        guard city.messages.mail != nil, let agent = try AgentStore.agent(number, in: transaction),
            let address = agent.reach.mail.flatMap({ MailAddress($0) })
        else { return false }
        let language = agent.reach.language
        let body = [
            texts("mail.greeting", in: language), texts(code, in: language, values), texts("mail.end", in: language),
        ]
        let words = Mail.Words(
            in: language,
            subject: texts(subject, in: language),
            text: body.joined(separator: "\n\n") + "\n"
        )
        let recipient = Mail.Recipient(agent: number, address: address, name: agent.callerName.full)
        try MailStore.keep(Mail(to: recipient, words, at: now), keys: keys, in: transaction)
        return true
    }
}
