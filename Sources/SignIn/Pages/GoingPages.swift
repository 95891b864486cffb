import City
import HTTPTypes
import Hummingbird
import Policy
import Web

extension SignInHouse {
    /// Sends somebody whose password is proven to the page of the second proof, the attempt sealed in a cookie.
    func ask(_ attempt: SignInAttempt, _ sealed: String, _ context: PageContext) throws -> Response {
        var context = context
        context.cookies.append(CookieKind.attempt.setting(try seals.seal(attempt, browser: context.binding ?? "")))
        return shell.redirect(to: "/sign-in/code?r=\(SignInPages.safe(sealed))", in: context)
    }

    /// Sends somebody whose proofs are all given to the rules for use, the attempt sealed in a cookie.
    func askCharter(_ attempt: SignInAttempt, _ sealed: String, _ context: PageContext) throws -> Response {
        var context = context
        context.cookies.append(CookieKind.attempt.setting(try seals.seal(attempt, browser: context.binding ?? "")))
        return shell.redirect(to: "/sign-in/charter?r=\(SignInPages.safe(sealed))", in: context)
    }

    /// Gives a browser the cookies of a new session; its forms are bound to it from here on.
    func settle(_ entry: SignInEntry, _ context: inout PageContext) {
        context.cookies += [
            CookieKind.portal.setting(entry.portal.text), CookieKind.was.setting("1"), CookieKind.attempt.clearing(),
        ]
        if let known = entry.known { context.cookies.append(CookieKind.known.setting(known.text)) }
    }

    /// Sends somebody who just gave their proofs on their way, with the cookies of the new session.
    func go(_ entry: SignInEntry, to sealed: String, _ context: PageContext) async throws -> Response {
        var context = context
        settle(entry, &context)
        let host = door.parts.portalHost
        guard case .awake(let session) = table.look(entry.portal.hash, host: host, at: context.now) else {
            return shell.redirect(to: "/sign-in", in: context)
        }
        table.wear(context.look.over(session.look), in: session.id)
        return try await go(session, to: sealed, context)
    }

    /// Sends somebody with a session to where they want to go: a page of the portal, or an app by a ticket.
    func go(_ session: LiveSession, to sealed: String, _ context: PageContext) async throws -> Response {
        guard let (address, bond) = wanted(sealed, context) else { return shell.redirect(to: "/", in: context) }
        switch bond {
        case .browser:
            guard address.host == door.parts.portalHost else { return shell.redirect(to: "/", in: context) }
            return shell.redirect(to: address.url, in: context)
        case .nonce(let bytes):
            guard let nonce = TokenHash(bytes: bytes), isThere(address, for: session, context) else {
                return absent(in: context)
            }
            let ticket = try await handOver.ticket(of: session, to: address, nonce: nonce, at: context.now)
            let location = Ticket.address(ticket, host: address.host, port: address.port)
            return shell.redirect(to: location, in: context)
        }
    }

    /// Whether there is anything for this person on that host. An app that hides from them and a host that does not exist
    /// are answered alike; every other no is told by the gate, on the app's own host.
    private func isThere(_ address: ReturnAddress, for session: LiveSession, _ context: PageContext) -> Bool {
        let city = city()
        let app = city.app(host: address.host)
        let question = Question(
            subject: session.subject,
            app: app?.key ?? "",
            channel: context.connection.channel,
            device: session.device(at: context.now),
            assurance: session.assurance,
            time: hour(context.now)
        )
        return city.ruleset.decide(question).verdict != .hide
    }
}
