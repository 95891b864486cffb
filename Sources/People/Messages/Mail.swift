package import City
package import Policy
package import Store
package import Web

/// News to one person by e-mail: plain text, without a link and without a code.
package struct Mail: Sendable {
    /// Whom it goes to.
    package struct Recipient: Hashable, Sendable {
        /// The employee number.
        package let agent: String
        package let address: MailAddress
        package let name: String

        package init(agent: String, address: MailAddress, name: String) {
            self.agent = agent
            self.address = address
            self.name = name
        }
    }

    /// What it says.
    package struct Words: Sendable {
        package let language: Language
        package let subject: String
        package let text: Secret

        package init(in language: Language, subject: String, text: String) {
            self.language = language
            self.subject = subject
            self.text = Secret(text: text)
        }
    }

    package let id: MessageID
    package let recipient: Recipient
    package let words: Words
    /// When it was kept: what its date says, however late it leaves.
    package let keptAt: Instant

    /// A mail under a new name.
    package init(to recipient: Recipient, _ words: Words, at now: Instant) {
        self.init(id: .random(), recipient: recipient, words: words, keptAt: now)
    }

    init(id: MessageID, recipient: Recipient, words: Words, keptAt: Instant) {
        self.id = id
        self.recipient = recipient
        self.words = words
        self.keptAt = keptAt
    }
}

/// What came of handing in one mail.
package enum MailOutcome: Hashable, Sendable {
    /// The server has it.
    case taken
    /// The server says that it will never take it; in words for the operator.
    case refused(String)
    /// Not now: the server is away, cannot prove itself, or asks to come again; in words for the operator.
    case later(String)
}

/// What hands one mail in.
package typealias MailCarrier = @Sendable (Mail) async -> MailOutcome

/// How long a mail waits, and when it is given up.
package enum MailPatience {
    /// Seconds after which nobody tries any more: three days.
    package static let life: Int64 = 3 * 86_400

    /// Seconds until the next try: one, two, four … sixty minutes. The first is longer than any try lasts, so that a gate
    /// never takes up what another is handing in.
    package static func pause(after attempts: Int) -> Int64 {
        min(3_600, Int64(60) << Int64(min(max(0, attempts - 1), 6)))
    }
}
