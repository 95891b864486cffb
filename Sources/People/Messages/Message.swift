package import City
package import Store

/// The name of one message: 128 random bits, by which a gateway may report on it and nothing else.
package struct MessageID: Hashable, Sendable {
    /// 32 hexadecimal digits.
    package let text: String

    /// A new name.
    package static func random() -> MessageID {
        MessageID(text: RandomBytes.make(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }

    /// The name that a gateway gives back; nil unless it has the form of one.
    package init?(_ text: String) {
        let isHex = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard text.utf8.count == 32, isHex else { return nil }
        self.text = text
    }

    private init(text: String) { self.text = text }
}

/// Whatever goes out to a person: by which way, to which number, why, and the words.
package struct Message: Sendable {
    /// By which way.
    package enum Kind: String, CaseIterable, Sendable, ColumnValue {
        case sms
        /// Spoken to whoever answers.
        case voice
    }

    /// Why it goes out.
    package enum Purpose: String, CaseIterable, Sendable, ColumnValue {
        /// A code that proves the phone.
        case code
        /// News of a change, to a channel that the person had (S-25).
        case notice
    }

    /// Whom it concerns.
    package struct Person: Hashable, Sendable {
        /// The employee number.
        package let agent: String
        /// The department whose budget pays.
        package let department: String
        /// The number, in E.164 (D-111).
        package let phone: String

        package init(agent: String, department: String, phone: String) {
            self.agent = agent
            self.department = department
            self.phone = phone
        }
    }

    package let id: MessageID
    package let kind: Kind
    package let purpose: Purpose
    package let person: Person
    /// The words: they may hold a code, so no log, error or mirror shows them (S-30).
    package let text: Secret

    /// A message under a new name.
    package init(_ kind: Kind, _ purpose: Purpose, to person: Person, text: String) {
        id = .random()
        self.kind = kind
        self.purpose = purpose
        self.person = person
        self.text = Secret(text: text)
    }
}

/// What became of a message, as far as is known.
package enum MessageFate: String, CaseIterable, Sendable, ColumnValue {
    /// Counted and about to leave.
    case waiting
    /// The gateway has it.
    case taken
    /// The gateway said no, or the city has none.
    case refused
    /// The gateway did not answer in time: it may have it or not.
    case silent
    /// The network says that it arrived.
    case delivered
    /// The network says that it did not.
    case failed

    /// What a delivery report of Kannel says (`dlr-mask`: 1 delivered, 2 failed, 16 rejected); nil for what is on its way.
    package init?(report status: Int) {
        switch status {
        case 1: self = .delivered
        case 2, 16: self = .failed
        default: return nil
        }
    }

    /// Whether the person should count on another way.
    package var isTrouble: Bool { [.refused, .silent, .failed].contains(self) }
}

extension City {
    /// The gateway of a kind of message; nil where the city has none.
    package func gateway(for kind: Message.Kind) -> MessageGateway? {
        kind == .sms ? messages.sms : messages.voice
    }

    /// Whom an SMS to an agent goes to; nil where the city sends none, or the agent has no mobile on file.
    package func mobile(of agent: Agent, on day: CalendarDate) -> Message.Person? {
        guard messages.sms != nil, let phone = agent.reach.phone, phone.takesCodes, let number = phone.e164,
            let department = agent.nearestAssignments(on: day).first?.department
        else { return nil }
        return Message.Person(agent: agent.number, department: department, phone: number)
    }
}
