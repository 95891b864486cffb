import City
import HTTPTypes
package import Hummingbird
package import Web

/// `/password`: a person changes their own password.
package struct PasswordPages: Sendable {
    private let house: SignInHouse

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    /// `GET /password`.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        guard case .awake = house.finding(request, context) else {
            return try house.toSignIn(request, context)
        }
        return form(context)
    }

    /// `POST /password`: the present one and the new one.
    @Sendable package func change(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        guard case .awake(let session) = house.finding(request, context) else {
            return SignInPages(house).form("", context, notice: .said("session.closed"))
        }
        let outcome = try await house.door.change(
            from: form["password"],
            to: form["new-password"],
            in: session,
            rule: PasswordRule(employerWords: house.city().blocklist),
            by: house.visitor(request, context)
        )
        switch outcome {
        case .refused(.failed): return SignInPages(house).form("", context, notice: .said("session.closed"))
        case .refused(let refusal): return self.form(context, refused: refusal)
        case .told(let state, let since, let holder):
            return ToldPages(house).answer(state, since: since, holder, context)
        case .code, .charter: return self.form(context)
        case .entered(let entry):
            var context = context
            context.cookies.append(CookieKind.portal.setting(entry.portal.text))
            context.binding = CallerMiddleware.binding(entry.portal)
            return house.fault("password.changed", status: 200, button: "/", in: context)
        }
    }

    private func form(_ context: PageContext, refused: SignInRefusal? = nil) -> Response {
        var page = Page(template: "password", title: "password.title", status: refused.status([]))
        page.values["present"] = .field(Field("password", .currentPassword, label: "password.present"))
        page.values["new"] = .field(
            Field("new-password", .newPassword, label: "password.new", hint: "password.hint")
        )
        let isPresent = refused == .passwordWrong
        page.mistakes = house.mistakes(refused, field: isPresent ? "password" : "new-password", context)
        page.headers = refused.retryAfter
        return house.shell.render(page, in: context)
    }
}
