import City
import HTTPTypes
package import Hummingbird
import People
import Policy
import Store
package import Web

/// The second page of the way in: the code of the authenticator app, `/sign-in/code`.
package struct CodePages: Sendable {
    private let house: SignInHouse

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    /// `GET /sign-in/code?r=…&by=…`: the page itself; without a sign-in on its way, the first page.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        let sealed = SignInPages.safe(request.query("r"))
        guard let attempt = house.attempt(request, context),
            let form = try await form(attempt, by: request.query("by"), sealed, context)
        else { return house.shell.redirect(to: "/sign-in?r=\(sealed)", in: context) }
        return form.response(context)
    }

    /// `POST /sign-in/code`: the proof.
    @Sendable package func prove(_ request: Request, _ context: PageContext) async throws -> Response {
        let typed = try await Form(of: request)
        try house.shell.check(typed, in: context)
        guard let attempt = house.attempt(request, context),
            let form = try await form(attempt, by: typed["by"], typed["r"], context)
        else { return late(typed, context) }
        let visitor = house.visitor(request, context)
        let by = form.question.by
        switch try await house.door.prove(code: typed["code"], by: by, in: attempt, from: visitor) {
        case .refused(.failed): return late(typed, context)
        case .refused(let refusal): return try await again(form, attempt, context).response(context, refused: refusal)
        case .code: return form.response(context)
        case .charter(let attempt, _): return try house.askCharter(attempt, typed["r"], context)
        case .told(let state, let since, let holder):
            return ToldPages(house).answer(state, since: since, holder, context)
        case .entered(let entry) where by == .recovery:
            return try await RecoveryPages(house).used(entry, to: typed["r"], context)
        case .entered(let entry): return try await house.go(entry, to: typed["r"], context)
        }
    }

    /// `POST /sign-in/code/message`: a new code by SMS or voice; the one before is dead.
    @Sendable package func send(_ request: Request, _ context: PageContext) async throws -> Response {
        let typed = try await Form(of: request)
        try house.shell.check(typed, in: context)
        guard let attempt = house.attempt(request, context), let by = Factor(typed: typed["by"]) else {
            return late(typed, context)
        }
        let refused = try await house.door.send(by: by, in: attempt, from: house.visitor(request, context))
        guard let form = try await form(attempt, by: typed["by"], typed["r"], context), refused != .failed else {
            return late(typed, context)
        }
        return form.response(context, refused: refused)
    }

    private func late(_ typed: Form, _ context: PageContext) -> Response {
        SignInPages(house).form(typed["r"], context, notice: .said("signin.late"))
    }

    private func form(_ attempt: SignInAttempt, by: String, _ sealed: String, _ context: PageContext) async throws
        -> ProofPages?
    {
        let chosen = Factor(typed: by)
        guard let question = try await house.door.question(of: attempt.agent, by: chosen, at: context.now) else {
            return nil
        }
        return ProofPages(house: house, place: .signIn, question: question, sealed: sealed)
    }

    /// The same page as the store is by now: a guess may have killed the code.
    private func again(_ form: ProofPages, _ attempt: SignInAttempt, _ context: PageContext) async throws -> ProofPages
    {
        try await self.form(attempt, by: form.question.by.rawValue, form.sealed, context) ?? form
    }
}

extension SignInHouse {
    /// The sign-in on its way in this browser.
    func attempt(_ request: Request, _ context: PageContext) -> SignInAttempt? {
        guard let text = CookieKind.attempt.reading(request.headers).value, let browser = context.binding else {
            return nil
        }
        return seals.attempt(text, browser: browser)
    }

    /// Who helps a person with their proofs, as the foot of a page names them.
    func itContact(of holder: SessionHolder) -> Web.Value {
        let id = holder.subject.assignments.first?.contacts.hrOffice ?? ""
        return city().contacts[id].map { HelpContact($0).value } ?? .flag(false)
    }
}
