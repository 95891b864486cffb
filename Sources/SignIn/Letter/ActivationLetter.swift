package import City
package import People
import Policy
package import Web

/// One activation letter. It is a value that lives while it is printed: its code can be read nowhere afterwards (S-30).
package struct ActivationLetter: Sendable {
    /// Employee number.
    package let agent: String
    /// What the person types, in the form that their department prints.
    package let identifier: String
    package let code: ActivationCode
    package let delivery: ActivationCodeStore.Delivery
    package let language: Language
    /// Name, unit, department, employer: what shows in the window of the envelope.
    package let address: [String]
    /// The HR office of the person's own structure.
    package let contact: Contact?
    /// The last whole day on which the code serves.
    package let lastDay: CalendarDate
    /// Whom the second half goes to; nil where the letter has it all.
    let phone: Message.Person?
    /// The head of site who hands it over; nil where the HR office does.
    private(set) var handedBy: String?

    /// What of the code stands on the letter.
    package var printedCode: String { delivery == .split ? code.halves.letter : code.text }

    /// The same letter for a head of site to hand over; nil leaves it to the HR office.
    package func handed(by head: String?) -> ActivationLetter {
        var letter = self
        letter.handedBy = head
        return letter
    }
}

/// Why no letter is made for somebody.
package enum LetterRefusal: Error, Hashable, Sendable {
    /// Nobody has this number, identifier or address.
    case unknown(String)
    /// Half of the code is to go by SMS, and the city has no gateway or the person no mobile on file.
    case noMobile(String)
    /// The messages that may leave are used up for the person, the department, the prefix or the day.
    case messagesSpent(String)
    /// The credential takes no letter in its state.
    case credential(String, CredentialRefusal)

    /// Whose letter it is.
    package var agent: String {
        switch self {
        case .unknown(let agent), .noMobile(let agent), .messagesSpent(let agent), .credential(let agent, _): agent
        }
    }

    /// The code that people may quote.
    package var code: String {
        switch self {
        case .unknown: "people.unknown"
        case .noMobile: "letter.no-mobile"
        case .messagesSpent: "letter.messages-spent"
        case .credential(_, let refusal): refusal.code
        }
    }

    /// What is wrong, in one line.
    package var what: String {
        switch self {
        case .unknown(let typed): "no agent is known as \(typed)"
        case .noMobile(let agent): "half of the code cannot go to \(agent) by SMS: no mobile on file, or no gateway"
        case .messagesSpent(let agent): "half of the code cannot go to \(agent) by SMS: a budget is used up"
        case .credential(let agent, let refusal): "\(agent): \(refusal.what)"
        }
    }

    /// What to do, in one line.
    package var fix: String {
        switch self {
        case .unknown: "give the employee number, first.last or the e-mail on file"
        case .noMobile: "leave out --split-by-sms, or correct the number on the feed"
        case .messagesSpent: "leave out --split-by-sms, wait, or raise messages.budget in the city file"
        case .credential(_, let refusal): refusal.fix
        }
    }
}
