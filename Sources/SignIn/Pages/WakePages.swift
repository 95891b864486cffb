import City
import HTTPTypes
package import Hummingbird
import Policy
package import Web

/// A session that went to sleep: one proof wakes it, in every tab (E14). And one whose second proof is too old: `/confirm`.
package struct WakePages: Sendable {
    private let house: SignInHouse

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    /// `POST /wake`: the proof that wakes a session.
    @Sendable package func wake(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        switch house.finding(request, context) {
        case .awake(let session): return try await house.go(session, to: form["r"], context)
        case .over, .none: return SignInPages(house).form(form["r"], context, notice: .said("session.closed"))
        case .asleep(let session):
            let visitor = house.visitor(request, context)
            let outcome =
                switch RenewalProof(waking: session) {
                case .code: try await house.door.renew(session, code: form["code"], from: visitor)
                case .password: try await house.door.renew(session, password: form["password"], from: visitor)
                }
            return try await answer(outcome, session, form["r"], context) {
                page(session, form["r"], context, refused: $0)
            }
        }
    }

    /// `GET /confirm?r=…`: a code, when the second proof is too old for an app or was never given in this session. Whoever
    /// meets the app's rule by now goes on at once.
    @Sendable package func confirmation(_ request: Request, _ context: PageContext) async throws -> Response {
        let sealed = request.query("r")
        switch house.finding(request, context) {
        case .awake(let session):
            switch house.asked(session, sealed, context) {
            case .nothing: return try await house.go(session, to: sealed, context)
            case .code: return try await confirmation(session, sealed, by: request.query("by"), context)
            case .wholeSignIn: return SignInPages(house).form(sealed, context, notice: .said("signin.unshared"))
            }
        case .asleep(let session): return page(session, sealed, context)
        case .over, .none: return SignInPages(house).form(sealed, context)
        }
    }

    /// `POST /confirm`: the code; then a new token (S-14) and the same page as before.
    @Sendable package func confirm(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        guard case .awake(let session) = house.finding(request, context) else {
            return SignInPages(house).form(form["r"], context, notice: .said("session.closed"))
        }
        let by = Factor(typed: form["by"]) ?? .authenticator
        let visitor = house.visitor(request, context)
        switch try await house.door.renew(session, code: form["code"], by: by, from: visitor) {
        case .refused(.failed): return SignInPages(house).form(form["r"], context, notice: .said("session.closed"))
        case .refused(let refusal):
            return try await confirmation(session, form["r"], by: form["by"], context, refused: refusal)
        case .entered(let entry): return try await house.go(entry, to: form["r"], context)
        case .told(let state, let since, let holder):
            return ToldPages(house).answer(state, since: since, holder, context)
        case .code, .charter: return shellHome(context)
        }
    }

    /// `POST /confirm/message`: a new code by SMS or voice for a confirmation.
    @Sendable package func send(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        guard case .awake(let session) = house.finding(request, context), session.accompaniedBy == nil,
            let by = Factor(typed: form["by"])
        else { return SignInPages(house).form(form["r"], context, notice: .said("session.closed")) }
        let refused = try await house.door.send(by: by, to: session, from: house.visitor(request, context))
        return try await confirmation(session, form["r"], by: form["by"], context, refused: refused)
    }

    func page(
        _ session: LiveSession,
        _ sealed: String,
        _ context: PageContext,
        refused: SignInRefusal? = nil
    ) -> Response {
        let proof = RenewalProof(waking: session)
        var page = renewalPage("session.idle", session, sealed, context, proof, refused)
        page.values["action"] = .text("/wake")
        page.values["button"] = .said("session.idle.button")
        return house.render(page, at: "/sign-in", sealed, in: context)
    }

    private func confirmation(
        _ session: LiveSession,
        _ sealed: String,
        by: String,
        _ context: PageContext,
        refused: SignInRefusal? = nil
    ) async throws -> Response {
        guard session.accompaniedBy == nil else {
            return house.fault("accompaniment.own", status: 403, button: "/", in: context)
        }
        let agent = session.subject.agent
        let chosen = Factor(typed: by)
        guard let question = try await house.door.question(of: agent, by: chosen, at: context.now) else {
            return house.fault("factor.none", status: 403, in: context)
        }
        return ProofPages(house: house, place: .confirm, question: question, sealed: sealed)
            .response(context, refused: refused)
    }

    private func renewalPage(
        _ title: String,
        _ session: LiveSession,
        _ sealed: String,
        _ context: PageContext,
        _ proof: RenewalProof,
        _ refused: SignInRefusal?
    ) -> Page {
        let name = session.holder.name
        var page = Page(template: "reconnect", title: title, status: refused.status([]))
        let field = proof == .code ? "code" : "password"
        // X-12 wants the identifier, X-9 no more than first name and initial on a screen that anybody may see.
        page.values["who"] = .field(
            Field(
                "username",
                .username,
                label: "session.who",
                value: "\(name.first) \(name.initial).",
                isFixed: true
            )
        )
        page.values["proof"] = .field(
            proof == .code
                ? Field("code", .code, label: "factor.code", hint: "factor.code-hint")
                : Field("password", .currentPassword, label: "signin.password")
        )
        page.values["first"] = .text(name.first)
        page.values["return"] = .text(SignInPages.safe(sealed))
        page.values["why"] = .said("\(title).why")
        page.mistakes = house.mistakes(refused, field: field, context)
        page.headers = refused.retryAfter
        page.formTargets = house.formTargets(sealed, context)
        return page
    }

    private func answer(
        _ outcome: SignInOutcome,
        _ session: LiveSession,
        _ sealed: String,
        _ context: PageContext,
        again: (SignInRefusal) -> Response
    ) async throws -> Response {
        switch outcome {
        case .refused(.failed): return SignInPages(house).form(sealed, context, notice: .said("session.closed"))
        case .refused(let refusal): return again(refusal)
        case .entered(let entry): return try await house.go(entry, to: sealed, context)
        case .told(let state, let since, let holder):
            return ToldPages(house).answer(state, since: since, holder, context)
        case .code, .charter: return shellHome(context)
        }
    }

    private func shellHome(_ context: PageContext) -> Response { house.shell.redirect(to: "/", in: context) }
}

extension SignInHouse {
    /// What a person can prove now so that the app they want opens.
    enum Asked {
        case nothing, code, wholeSignIn
    }

    /// What the app that the person wants asks of them now; without an app, a code. A browser that was said to be shared
    /// becomes known by a whole sign-in only, where that is not said again.
    func asked(_ session: LiveSession, _ sealed: String, _ context: PageContext) -> Asked {
        guard let wanted = wanted(sealed, context), let app = city().app(host: wanted.address.host) else {
            return .code
        }
        let question = Question(
            subject: session.subject,
            app: app.key,
            path: Question.path(ofTarget: wanted.address.target),
            channel: context.connection.channel,
            device: session.device(at: context.now),
            assurance: session.assurance,
            time: hour(context.now)
        )
        let kinds = city().ruleset.decide(question).reasons.compactMap { $0.remedy?.kind }
        if kinds.contains(.knowBrowser) { return session.isShared ? .wholeSignIn : .code }
        return kinds.contains(.confirm) ? .code : .nothing
    }
}
