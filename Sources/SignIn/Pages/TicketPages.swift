import City
package import HTTPTypes
package import Hummingbird
import Policy
package import Web

/// What the gate asks of the sign-in, on an app's host: the way to the portal, the ticket's use, a proof made younger.
package struct TicketPages: Sendable {
    /// The page about a cookie fault on a host, with the menus of the browser.
    package typealias CookiePage = @Sendable (CookieRefusal, String, HTTPFields) -> Page

    private let house: SignInHouse
    private let cookiePage: CookiePage

    /// The answers of one house; `cookiePage` explains cookies, menu by menu.
    package init(_ house: SignInHouse, cookiePage: @escaping CookiePage) {
        self.house = house
        self.cookiePage = cookiePage
    }

    /// A navigation without a session on an app's host goes to the portal; its nonce cookie is set on this very host
    /// before (S-13); a program gets 401. A browser that drops what a ticket just gave it gets the page about cookies instead of a circle.
    package func begin(_ address: ReturnAddress, fields: HTTPFields, _ context: PageContext) async throws -> Response {
        var context = context
        context.onAppHost = true
        guard isNavigation(fields) else {
            return house.shell.problem(FaultPage(SignInNeeded()).page, in: context).response()
        }
        if let text = CookieKind.app.reading(fields).value, let token = Token(.app, text: text),
            try await house.door.parts.adopt(token.hash, host: address.host, at: context.now)
        {
            // Another gate opened it a moment ago: the same request finds it now.
            return house.shell.redirect(to: address.url, in: context)
        }
        guard CookieKind.app.reading(fields) != .doubled, CookieKind.nonce.reading(fields) != .doubled else {
            context.cookies += CookieKind.app.ending + CookieKind.nonce.ending
            return fault(.doubled, address.host, fields, context)
        }
        if nonce(fields)?.isSpent == true,
            CookieKind.app.reading(fields) == .absent
        {
            context.cookies.append(CookieKind.nonce.clearing())
            return fault(.absent, address.host, fields, context)
        }
        let (link, cookie) = try link("/hand-over", to: address, fields: fields, port: context.connection.port, context)
        context.cookies.append(cookie)
        return house.shell.redirect(to: link, in: context)
    }

    /// The portal's address that asks for one code and comes back to this page, with the nonce cookie to set with it.
    package func confirmation(of address: ReturnAddress, fields: HTTPFields, _ context: PageContext) throws
        -> (url: String, cookie: String)
    {
        try link("/confirm", to: address, fields: fields, port: context.connection.port, context)
    }

    /// `GET /.nomade/ticket?t=…` on an app's host.
    package func redeem(_ use: TicketUse, _ context: PageContext) async throws -> Response {
        var context = context
        context.onAppHost = true
        switch try await house.handOver.redeem(use, at: context.now) {
        case .entered(let token, let target, let nonce):
            context.cookies.append(CookieKind.app.setting(token.text))
            context.cookies.append(Self.spent(nonce))
            // Absolute: a target that begins with two slashes would lead to another host.
            let address = ReturnAddress(host: use.host, port: use.port, target: target)
            return house.shell.redirect(to: address.url, in: context)
        case .withoutNonce: return fault(.absent, use.host, use.fields, context)
        case .doubled:
            context.cookies.append(CookieKind.nonce.clearing())
            return fault(.doubled, use.host, use.fields, context)
        case .refused:
            context.cookies.append(CookieKind.nonce.clearing())
            return house.fault("ticket.refused", status: 403, button: "/", in: context)
        }
    }

    private func nonce(_ fields: HTTPFields) -> Nonce? { CookieKind.nonce.reading(fields).value.flatMap { Nonce($0) } }

    private static func spent(_ nonce: Token) -> String {
        "\(CookieKind.nonce.rawValue)=\(Nonce.spent(nonce)); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=20"
    }

    private func link(
        _ path: String,
        to address: ReturnAddress,
        fields: HTTPFields,
        port: Int,
        _ context: PageContext
    ) throws -> (String, String) {
        let nonce = nonce(fields)?.token ?? Token.random(.nonce)
        let sealed = try house.seals.seal(address, bond: .nonce(nonce.hash.bytes), at: context.now)
        return ("\(house.shell.site.origin(port: port))\(path)?r=\(sealed)", CookieKind.nonce.setting(nonce.text))
    }

    private func fault(_ refusal: CookieRefusal, _ host: String, _ fields: HTTPFields, _ context: PageContext)
        -> Response
    {
        house.shell.render(cookiePage(refusal, host, fields), in: context)
    }
}
