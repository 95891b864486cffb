import HTTPTypes
package import Hummingbird
import Policy
import Store
package import Web

/// Turns the portal's cookie into the caller of a page; without a session the page is a stranger's.
package struct CallerMiddleware: RouterMiddleware {
    package typealias Context = PageContext
    private let house: SignInHouse

    /// The middleware of one house; it stands after `PageMiddleware`.
    package init(_ house: SignInHouse) { self.house = house }

    package func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        try await house.adopt(request, context)
        switch house.finding(request, context) {
        case .awake(let session):
            if isActivity(request) { house.table.note(session.id, at: context.now) }
            context.enter(session.caller(on: context.connection, at: context.now), binding: Self.binding(request))
            context.wear(session.look)
            if context.look != session.look { house.table.wear(context.look, in: session.id) }
        case .asleep, .over, .none: bind(request, &context)
        }
        return try await next(request, context)
    }

    /// What the forms of a signed-in browser are bound to.
    static func binding(_ token: Token) -> String { "session:\(Base64URL.text(token.hash.bytes))" }

    private static func binding(_ request: Request) -> String {
        CookieKind.portal.reading(request.headers).value.flatMap { Token(.portal, text: $0) }.map(binding) ?? ""
    }

    /// A browser whose session no longer serves signs in like a stranger's: with a probe cookie.
    private func bind(_ request: Request, _ context: inout PageContext) {
        guard context.binding == nil, isNavigation(request.headers) else { return }
        let probe = RandomBytes.make(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        context.binding = "probe:\(probe)"
        context.cookies.append(CookieKind.probe.setting(probe))
    }

    private func isActivity(_ request: Request) -> Bool {
        isNavigation(request.headers) || (request.method != .get && request.method != .head)
    }
}

extension SignInHouse {
    /// Sends a stranger's navigation to the sign-in, from where it comes back to this page.
    func toSignIn(_ request: Request, _ context: PageContext) throws -> Response {
        let address = ReturnAddress(
            host: door.parts.portalHost,
            port: context.connection.port,
            target: request.head.path ?? "/"
        )
        guard let browser = context.binding else { return shell.redirect(to: "/sign-in", in: context) }
        let sealed = try seals.seal(address, bond: .browser(browser), at: context.now)
        return shell.redirect(to: "/sign-in?r=\(sealed)", in: context)
    }
}

/// Lets only callers through: a stranger's navigation goes to the sign-in, everything else of a stranger's gets 401.
package struct CallerOnly: RouterMiddleware {
    package typealias Context = PageContext
    private let house: SignInHouse

    /// The middleware of one house; it stands after `CallerMiddleware`.
    package init(_ house: SignInHouse) { self.house = house }

    package func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        guard context.caller == nil else { return try await next(request, context) }
        guard request.method == .get, isNavigation(request.headers) else { throw SignInNeeded() }
        return try house.toSignIn(request, context)
    }
}

/// The no to somebody without a session.
package struct SignInNeeded: Refusal {
    package let code = "session.needed"
    package let status = 401

    /// The one refusal of its kind.
    package init() {}
}
