import City
import HTTPTypes
package import Hummingbird
import People
import Policy
package import Web

/// `/authenticator`: a person with a young second proof puts a new code app in the place of the old one.
package struct AuthenticatorPages: Sendable {
    private let house: SignInHouse

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    /// `GET /authenticator`: the new secret, as an image and as letters.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        guard case .awake(let session) = house.finding(request, context) else {
            return try house.toSignIn(request, context)
        }
        guard try await house.door.isYoung(session, at: context.now) else {
            return try house.toConfirm("/authenticator", context)
        }
        let pending = PendingActivation(password: "", secret: Authenticator.random().secret, chosenAt: context.now)
        return try form(pending, session, context)
    }

    /// `POST /authenticator`: the code that proves that it was added.
    @Sendable package func prove(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        guard case .awake(let session) = house.finding(request, context) else {
            return SignInPages(house).form("", context, notice: .said("session.closed"))
        }
        let browser = context.binding ?? ""
        guard let pending = house.seals.pending(form["pending"], link: Self.link(session), browser: browser) else {
            throw FormRefusal.stale
        }
        let visitor = house.visitor(request, context)
        switch try await house.door.renewAuthenticator(pending, code: form["code"], of: session, from: visitor) {
        case .done: return house.fault("factor.changed", status: 200, button: "/recovery-codes", in: context)
        case .stale: return try house.toConfirm("/authenticator", context)
        case .refused(let refusal): return try self.form(pending, session, context, refused: refusal)
        }
    }

    private func form(
        _ pending: PendingActivation,
        _ session: LiveSession,
        _ context: PageContext,
        refused: SignInRefusal? = nil
    ) throws -> Response {
        var page = house.enrolmentPage(pending, label: session.subject.agent, refused, context)
        page.values["action"] = .text("/authenticator")
        let browser = context.binding ?? ""
        page.values["pending"] = .text(try house.seals.seal(pending, link: Self.link(session), browser: browser))
        return house.render(page, at: "/authenticator", in: context)
    }

    /// What ties a pending authenticator to one session.
    private static func link(_ session: LiveSession) -> String { "session:\(session.id.text)" }
}

extension SignInHouse {
    /// The page on which an authenticator is added; `action` and `pending` are the caller's to fill in.
    func enrolmentPage(
        _ pending: PendingActivation,
        label: String,
        _ refused: SignInRefusal?,
        _ context: PageContext
    ) -> Page {
        var page = Page(template: "issue-authenticator", title: "issue.authenticator", status: refused.status([]))
        let uri = pending.authenticator.uri(issuer: shell.site.city, label: label)
        let code = QRCode(uri)
        page.values["side"] = .text(String(code?.side ?? 0))
        page.values["modules"] = .optional(code?.path)
        page.values["secret"] = .text(pending.authenticator.typedSecret)
        page.values["uri"] = .text(uri)
        page.values["code"] = .field(Field("code", .code, label: "factor.code", hint: "factor.code-hint"))
        page.values["canSkip"] = .flag(false)
        page.values["progress"] = .flag(false)
        page.values["by"] = .text("")
        page.values["ways"] = .list([])
        page.mistakes = mistakes(refused, field: "code", context)
        return page
    }
}
