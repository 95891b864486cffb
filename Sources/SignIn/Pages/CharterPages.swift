import City
package import Hummingbird
import Policy
package import Web

/// `/sign-in/charter`: the rules for use, at the end of a sign-in of somebody who has not accepted their present version.
package struct CharterPages: Sendable {
    private let house: SignInHouse
    private static let path = "/sign-in/charter"

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    /// `GET /sign-in/charter?r=…`: the rules; without a sign-in on its way, the first page.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        let sealed = SignInPages.safe(request.query("r"))
        guard house.attempt(request, context) != nil, house.city().signIn.charter != nil else {
            return house.shell.redirect(to: "/sign-in?r=\(sealed)", in: context)
        }
        return rules(sealed, context)
    }

    /// `POST /sign-in/charter`: they are accepted.
    @Sendable package func accept(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        guard let attempt = house.attempt(request, context), let charter = house.city().signIn.charter else {
            return SignInPages(house).form(form["r"], context, notice: .said("signin.late"))
        }
        guard form["accept"] == "1" else { return rules(form["r"], context, isMissing: true) }
        // Another version than the one that was read is read first.
        guard form["version"] == charter.version else { return rules(form["r"], context) }
        let visitor = house.visitor(request, context)
        switch try await house.door.accept(charter: charter.version, in: attempt, from: visitor) {
        case .refused: return SignInPages(house).form(form["r"], context, notice: .said("signin.late"))
        case .code(let attempt, _): return try house.ask(attempt, form["r"], context)
        case .charter(let attempt, _): return try house.askCharter(attempt, form["r"], context)
        case .told(let state, let since, let holder):
            return ToldPages(house).answer(state, since: since, holder, context)
        case .entered(let entry) where attempt.factor == .recovery:
            return try await RecoveryPages(house).used(entry, to: form["r"], context)
        case .entered(let entry): return try await house.go(entry, to: form["r"], context)
        }
    }

    private func rules(_ sealed: String, _ context: PageContext, isMissing: Bool = false) -> Response {
        let status = isMissing ? 422 : 200
        var page = Page(template: "activation-charter", title: "charter.title", status: .init(code: status))
        page.values = house.charterValues(house.city().signIn.charter, action: Self.path, context)
        page.values["return"] = .text(SignInPages.safe(sealed))
        page.values["progress"] = .flag(false)
        if isMissing { page.mistakes = [FieldMistake(field: "accept", code: "charter.unaccepted")] }
        page.formTargets = house.formTargets(sealed, context)
        return house.render(page, at: Self.path, sealed, in: context)
    }
}
