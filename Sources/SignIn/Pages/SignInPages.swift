import City
import HTTPTypes
package import Hummingbird
import Policy
package import Web

/// The first page of the way in, and where apps send those without a session: `/sign-in`, `/hand-over`.
package struct SignInPages: Sendable {
    private let house: SignInHouse
    private var shell: Shell { house.shell }

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    /// `GET /sign-in?r=…` and `GET /hand-over?r=…`: whoever has a session goes on at once, a sleeping one is woken, anybody
    /// else signs in. Nothing here costs a redirect before a page is shown.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        let sealed = request.query("r")
        switch house.finding(request, context) {
        case .awake(let session): return try await house.go(session, to: sealed, context)
        case .asleep(let session): return WakePages(house).page(session, sealed, context)
        case .over(let session) where session.accompaniedBy != nil:
            return AccompanimentPages(house).over(context)
        case .over(let session):
            let hours = String(max(1, session.life.limits.absolute / 3_600))
            return form(sealed, context, notice: .said("session.absolute", ["n": hours]))
        case .none: return form(sealed, context, notice: notice(request))
        }
    }

    /// `POST /sign-in`: identifier and password.
    @Sendable package func prove(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try shell.check(form, in: context)
        let typed = form["identifier"]
        var mistakes: [FieldMistake] = []
        if typed.isEmpty { mistakes.append(FieldMistake(field: "identifier", code: "signin.empty")) }
        if form["password"].isEmpty { mistakes.append(FieldMistake(field: "password", code: "password.empty")) }
        guard mistakes.isEmpty else { return self.form(form["r"], context, typed: typed, mistakes: mistakes) }
        let isShared = form["shared"] == "1" || isSharedListener(context)
        let outcome = try await house.door.prove(
            SignInDoor.Typed(identifier: typed, password: form["password"], isShared: isShared),
            from: house.visitor(request, context)
        )
        switch outcome {
        case .refused(let refusal):
            return self.form(form["r"], context, typed: typed, refused: refusal, isShared: isShared)
        case .code(let attempt, _):
            return try house.ask(attempt, form["r"], context)
        case .charter(let attempt, _): return try house.askCharter(attempt, form["r"], context)
        case .told(let state, let since, let holder):
            return ToldPages(house).answer(state, since: since, holder, context)
        case .entered(let entry): return try await house.go(entry, to: form["r"], context)
        }
    }

    func form(
        _ sealed: String,
        _ context: PageContext,
        typed: String = "",
        notice: Value = .flag(false),
        mistakes: [FieldMistake] = [],
        refused: SignInRefusal? = nil,
        isShared: Bool = false
    ) -> Response {
        var page = Page(template: "sign-in", title: "signin.title", status: refused.status(mistakes))
        page.values["identifier"] = .field(
            Field("identifier", .username, label: "signin.identifier", hint: "signin.identifier-hint", value: typed)
        )
        page.values["password"] = .field(Field("password", .currentPassword, label: "signin.password"))
        page.values["return"] = .text(Self.safe(sealed))
        page.values["notice"] = notice
        page.values["shared"] = .flag(isShared)
        page.values["sharedAlways"] = .flag(isSharedListener(context))
        page.values["warning"] = .list(house.warning(in: context))
        page.values["legalNotice"] = .optional(shell.site.notice)
        let contacts = refused == .failed ? house.hrContacts : []
        page.values["contacts"] = .list(contacts)
        page.values["listed"] = .flag(!contacts.isEmpty)
        page.mistakes = mistakes + house.mistakes(refused, field: "identifier", context)
        page.headers = refused.retryAfter
        page.formTargets = house.formTargets(sealed, context)
        return house.render(page, at: "/sign-in", sealed, in: context)
    }

    /// A sealed address goes back into a page only when it has the form of one.
    static func safe(_ sealed: String) -> String { Base64URL.bytes(sealed) == nil ? "" : sealed }

    private func isSharedListener(_ context: PageContext) -> Bool {
        house.city().listeners.contains { $0.place.port == context.connection.port && $0.sharedWorkstation }
    }

    /// Why somebody who was signed in here is asked again; nobody's name is said (S-43).
    private func notice(_ request: Request) -> Value {
        if case .one = CookieKind.portal.reading(request.headers) { return .said("session.closed") }
        if case .one = CookieKind.was.reading(request.headers) { return .said("signin.again") }
        return .flag(false)
    }
}
