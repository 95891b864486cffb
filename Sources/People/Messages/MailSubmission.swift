package import City
import Foundation
import Store

/// Hands mails in at the city's own server: submission (RFC 6409) over TLS, each on a thread of its own.
package struct MailSubmission: Sendable {
    private let city: @Sendable () -> City

    /// Hands in at the server of the city file that is published at that moment.
    package init(city: @escaping @Sendable () -> City) { self.city = city }

    /// Hands one mail in.
    @Sendable package func carry(_ mail: Mail) async -> MailOutcome {
        let city = city()
        return await talk(city) { conversation, server in
            let form = MailForm(mail: mail, from: server.from, sender: city.name, host: city.portal.host)
            return conversation.hand(form.bytes, from: server.from, to: mail.recipient.address)
        }
    }

    /// Whether the server would take a mail: it proves itself and takes our password.
    package func greet() async -> MailOutcome {
        await talk(city()) { conversation, _ in conversation.greet() }
    }

    private func talk(_ city: City, _ say: @escaping @Sendable (MailConversation, MailServer) -> MailOutcome) async
        -> MailOutcome
    {
        guard let server = city.messages.mail else { return .later("the city file has no messages: smtp") }
        let password = server.account.map { GatewayPassword.read($0.passwordFile) }
        if case .some(.none) = password {
            return .later("\(server.account?.passwordFile ?? "") has no password to read")
        }
        let host = city.portal.host
        return await withCheckedContinuation { continuation in
            let thread = Thread {
                guard let conversation = MailConversation(with: server, password: password ?? nil, as: host) else {
                    return continuation.resume(returning: .later("libcurl does not start"))
                }
                continuation.resume(returning: say(conversation, server))
            }
            thread.name = "nomade-mail"
            thread.start()
        }
    }
}
