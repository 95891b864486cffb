import City
import HTTPTypes
package import Hummingbird
import Policy
import Store
package import Web

/// The second page of the way in: the code of the authenticator app, `/sign-in/code`.
package struct CodePages: Sendable {
    private let house: SignInHouse

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    /// `GET /sign-in/code?r=…`: the page itself; without a sign-in on its way, the first page.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        let sealed = SignInPages.safe(request.query("r"))
        guard let attempt = attempt(request, context), let person = try await person(attempt, context) else {
            return house.shell.redirect(to: "/sign-in?r=\(sealed)", in: context)
        }
        return page(person, sealed, context)
    }

    /// `POST /sign-in/code`: the code.
    @Sendable package func prove(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        guard let attempt = attempt(request, context), let person = try await person(attempt, context) else {
            return SignInPages(house).form(form["r"], context, notice: .said("signin.late"))
        }
        let visitor = house.visitor(request, context)
        switch try await house.door.prove(code: form["code"], in: attempt, from: visitor) {
        case .refused(.failed): return SignInPages(house).form(form["r"], context, notice: .said("signin.late"))
        case .refused(let refusal): return page(person, form["r"], context, refused: refusal)
        case .code: return page(person, form["r"], context)
        case .told(let state, let since, let holder):
            return ToldPages(house).answer(state, since: since, holder, context)
        case .entered(let entry): return try await house.go(entry, to: form["r"], context)
        }
    }

    private func page(
        _ holder: SessionHolder,
        _ sealed: String,
        _ context: PageContext,
        refused: SignInRefusal? = nil
    ) -> Response {
        var page = Page(template: "sign-in-code", title: "factor.title", status: refused.status([]))
        page.values["code"] = .field(Field("code", .code, label: "factor.code", hint: "factor.code-hint"))
        page.values["person"] = .text("\(holder.name.first) \(holder.name.initial).")
        page.values["return"] = .text(SignInPages.safe(sealed))
        page.values["contact"] = house.itContact(of: holder)
        page.mistakes = house.mistakes(refused, field: "code", context)
        page.headers = refused.retryAfter
        page.formTargets = house.formTargets(sealed, context)
        return house.render(page, at: "/sign-in/code", sealed, in: context)
    }

    private func attempt(_ request: Request, _ context: PageContext) -> SignInAttempt? {
        guard let text = CookieKind.attempt.reading(request.headers).value, let browser = context.binding else {
            return nil
        }
        return house.seals.attempt(text, browser: browser)
    }

    private func person(_ attempt: SignInAttempt, _ context: PageContext) async throws -> SessionHolder? {
        let parts = house.door.parts
        return try await parts.database.read { try parts.roll.person(attempt.agent, at: context.now, in: $0)?.holder }
    }
}

extension SignInHouse {
    /// Who helps a person with their proofs, as the foot of a page names them.
    func itContact(of holder: SessionHolder) -> Web.Value {
        let id = holder.subject.assignments.first?.contacts.hrOffice ?? ""
        return city().contacts[id].map { HelpContact($0).value } ?? .flag(false)
    }
}
