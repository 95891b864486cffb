import Foundation
package import Policy
import Portal
import Synchronization

/// The demo's phone: it takes messages in the form of Kannel's `sendsms`, as a gateway would, and what the demo's mail server
/// takes; it shows all of them to everybody.
final class Phone: Sendable {
    /// A message that arrived: a text, what a voice said, or a mail with its subject.
    struct Arrival: Sendable {
        let to: String
        let text: String
        let at: Instant
    }

    private let inbox = Mutex<[Arrival]>([])
    private let now: @Sendable () -> Instant

    init(now: @escaping @Sendable () -> Instant) { self.now = now }

    /// `GET /messages?to=…` lists, newest first; `/cgi-bin/sendsms` and `/cgi-bin/sendvoice` deliver; `/` is for people.
    @Sendable func answer(_ told: Told) -> Answer {
        switch told.path {
        case "/messages": return .json(Self.json(messages(to: told.text("to"))))
        case "/cgi-bin/sendsms", "/cgi-bin/sendvoice": return take(told)
        default: return .page(AppPage.show("Téléphone de démonstration", Self.page(messages(to: nil)), told: told))
        }
    }

    private func take(_ told: Told) -> Answer {
        guard told.text("username") == "nomade", told.text("password") == "demo" else {
            return Answer(status: 403, headers: [], body: .text("Authorization failed for sendsms"))
        }
        guard let to = told.text("to"), let text = told.text("text") else {
            return Answer(status: 400, headers: [], body: .text("Missing receiver or text"))
        }
        receive(text, to: to)
        return Answer(status: 202, headers: [], body: .text("0: Accepted for delivery"))
    }

    /// Shows what arrived, the newest thousand.
    func receive(_ text: String, to: String) {
        let arrival = Arrival(to: to, text: text, at: now())
        inbox.withLock { inbox in
            inbox.append(arrival)
            if inbox.count > 1_000 { inbox.removeFirst() }
        }
    }

    /// A `+` of a query may have become a space: numbers are compared by their digits, addresses as they are.
    private func messages(to number: String?) -> [Arrival] {
        let all = inbox.withLock { $0.reversed() }
        if let number, number.utf8.contains(UInt8(ascii: "@")) { return all.filter { $0.to == number } }
        guard let wanted = number.map(Self.digits) else { return Array(all) }
        return all.filter { Self.digits($0.to) == wanted }
    }

    private static func digits(_ number: String) -> [UInt8] { number.utf8.filter { (0x30...0x39).contains($0) } }

    private static func json(_ messages: [Arrival]) -> String {
        "["
            + messages.map { JSONText.object([("to", $0.to), ("text", $0.text), ("at", time($0.at))]) }
            .joined(separator: ",") + "]"
    }

    private static func page(_ messages: [Arrival]) -> String {
        guard !messages.isEmpty else {
            return "<p>Aucun message. Les codes par SMS et par appel, et les courriels, arrivent ici.</p>"
        }
        return messages.map { message in
            "<h2>\(AppPage.escape(message.to)), \(time(message.at))</h2><pre>\(AppPage.escape(message.text))</pre>"
        }.joined(separator: "\n")
    }

    private static func time(_ instant: Instant) -> String {
        Date(timeIntervalSince1970: TimeInterval(instant.seconds)).formatted(.iso8601)
    }
}

extension TownApp {
    /// A phone with an empty inbox, which is no app behind the gate.
    package static func phone(now: @escaping @Sendable () -> Instant = Clock.system) -> TownApp {
        phone(Phone(now: now))
    }

    /// The phone, which is no app behind the gate.
    static func phone(_ phone: Phone) -> TownApp { TownApp(name: "telephone", answer: phone.answer) }
}

extension Told {
    /// The text that the query gives to `name`, decoded; nil without one.
    func text(_ name: String) -> String? {
        for pair in target.drop(while: { $0 != "?" }).dropFirst().split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == name else { continue }
            return parts[1].replacingOccurrences(of: "+", with: " ").removingPercentEncoding
        }
        return nil
    }
}
