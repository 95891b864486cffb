import City
import Foundation
import People
import Store
import Synchronization

/// Where the messages of the small town arrive, and what its gateway answers.
final class TownPhone: Sendable {
    private let arrivals = Mutex<[Message]>([])
    private let answer = Mutex(MessageFate.taken)

    /// Messages so far, oldest first.
    var messages: [Message] { arrivals.withLock { $0 } }

    /// The words of the last message.
    var text: String { messages.last.map { String(decoding: $0.text.bytes, as: UTF8.self) } ?? "" }

    /// The six digits of the last message.
    var code: String { text.firstMatch(of: /[0-9]{6}/).map { String($0.output) } ?? "" }

    /// From here on the gateway answers this.
    func answers(_ fate: MessageFate) { answer.withLock { $0 = fate } }

    @Sendable func carry(_ message: Message) async -> MessageFate {
        arrivals.withLock { $0.append(message) }
        return answer.withLock { $0 }
    }

    static func messages(mail: MailServer?) -> CityMessages {
        CityMessages(
            sms: MessageGateway(url: "http://127.0.0.1:1/sms", username: "", passwordFile: "", from: "36000"),
            voice: MessageGateway(url: "http://127.0.0.1:1/voice", username: "", passwordFile: "", from: "36000"),
            mail: mail
        )
    }

    /// A mail server that nobody asks: what is kept for it waits.
    static let server = MailAddress("nomade@nomades.example").map {
        MailServer(.startTLS, host: "127.0.0.1", port: 1, account: nil, from: $0, authority: nil)
    }
}
