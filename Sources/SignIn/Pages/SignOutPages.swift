import HTTPTypes
package import Hummingbird
package import Web

/// `/sign-out`: ends the session on every host at once (S-45).
package struct SignOutPages: Sendable {
    private let house: SignInHouse

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    /// `GET /sign-out`: asks; nothing ends by a link (S-17).
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        house.shell.render(Page(template: "sign-out", title: "signout.title"), in: context)
    }

    /// `POST /sign-out`: ends it, and says so. Only our own cookies are removed, by name: never the whole site's.
    @Sendable package func leave(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        switch house.finding(request, context) {
        case .awake(let session) where session.accompaniedBy != nil,
            .over(let session) where session.accompaniedBy != nil:
            return try await AccompanimentPages(house).part(session, request, context)
        case .awake(let session), .asleep(let session), .over(let session):
            try await house.door.leave(session, from: house.visitor(request, context))
        case .none: break
        }
        var context = context
        context.caller = nil
        context.binding = nil
        context.ownPath = "/sign-in"
        for kind in [CookieKind.portal, .attempt, .was] { context.cookies.append(kind.clearing()) }
        return house.fault("signout.done", status: 200, button: "/sign-in", in: context)
    }
}
