import City
import HTTPTypes
package import Hummingbird
import People
import Policy
package import Web

/// `/issue/<token>`: the link by which a person sets password and authenticator. It acts by its buttons only.
package struct IssuePages: Sendable {
    private let house: SignInHouse

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    private var activation: Activation {
        Activation(door: house.door, rule: PasswordRule(employerWords: house.city().blocklist))
    }

    /// `GET /issue/{token}`: asks for a new password.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        let token = token(context)
        guard let token, let person = try await activation.person(of: token, at: context.now) else {
            return try await gone(token, context)
        }
        return password(person.holder, token, context)
    }

    /// `POST /issue/{token}`: the new password; then the authenticator, where the department gives one.
    @Sendable package func choose(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        let token = token(context)
        guard let token, let person = try await activation.person(of: token, at: context.now) else {
            return try await gone(token, context)
        }
        let visitor = house.visitor(request, context)
        let outcome = try await activation.choose(form["new-password"], by: token, from: visitor)
        return try await answer(outcome, person, token, context) {
            password(person.holder, token, context, refused: $0)
        }
    }

    /// `POST /issue/{token}/code`: the code that proves that the authenticator was added.
    @Sendable package func prove(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        let token = token(context)
        guard let token, let person = try await activation.person(of: token, at: context.now) else {
            return try await gone(token, context)
        }
        let browser = context.binding ?? ""
        guard let pending = house.seals.pending(form["pending"], link: token.text, browser: browser) else {
            throw FormRefusal.stale
        }
        let visitor = house.visitor(request, context)
        let outcome =
            form["skip"] == "1"
            ? try await activation.skip(pending, by: token, from: visitor)
            : try await activation.prove(form["code"], of: pending, by: token, from: visitor)
        return try await answer(outcome, person, token, context) {
            try authenticator(pending, person, token, context, refused: $0)
        }
    }

    private func answer(
        _ outcome: ActivationOutcome,
        _ person: SignInPerson,
        _ token: ActivationToken,
        _ context: PageContext,
        again: (SignInRefusal) throws -> Response
    ) async throws -> Response {
        switch outcome {
        case .refused(let refusal): return try again(refusal)
        case .gone(let state): return gone(state, context)
        case .authenticator(let pending): return try authenticator(pending, person, token, context)
        case .entered(let entry) where !entry.recovery.isEmpty:
            var context = context
            house.settle(entry, &context)
            return RecoveryPages(house).codesPage(entry.recovery, onward: "/", context)
        case .entered(let entry): return try await house.go(entry, to: "", context)
        case .code(let attempt, _): return try house.ask(attempt, "", context)
        case .charter(let attempt, _): return try house.askCharter(attempt, "", context)
        case .told(let state, let since, let holder):
            return ToldPages(house).answer(state, since: since, holder, context)
        }
    }

    private func token(_ context: PageContext) -> ActivationToken? {
        context.parameters.get("token").flatMap { ActivationToken($0) }
    }
}

extension IssuePages {
    private func password(
        _ holder: SessionHolder,
        _ token: ActivationToken,
        _ context: PageContext,
        refused: SignInRefusal? = nil
    ) -> Response {
        var page = Page(template: "issue-password", title: "issue.title", status: refused.status([]))
        page.values["first"] = .text(holder.name.first)
        page.values["who"] = .field(
            Field("username", .username, label: "signin.identifier", value: holder.subject.agent, isFixed: true)
        )
        page.values["new"] = .field(
            Field("new-password", .newPassword, label: "password.new", hint: "password.hint")
        )
        page.values["action"] = .text("/issue/\(token.text)")
        page.mistakes = house.mistakes(refused, field: "new-password", context)
        return house.render(page, at: "/issue/\(token.text)", in: context)
    }

    private func authenticator(
        _ pending: PendingActivation,
        _ person: SignInPerson,
        _ token: ActivationToken,
        _ context: PageContext,
        refused: SignInRefusal? = nil
    ) throws -> Response {
        var page = house.enrolmentPage(pending, label: person.holder.subject.agent, refused, context)
        page.values["canSkip"] = .flag(person.canDoWithoutApp)
        page.values["action"] = .text("/issue/\(token.text)/code")
        page.values["pending"] = .text(
            try house.seals.seal(pending, link: token.text, browser: context.binding ?? "")
        )
        return house.render(page, at: "/issue/\(token.text)", in: context)
    }

    private func gone(_ token: ActivationToken?, _ context: PageContext) async throws -> Response {
        guard let token else { return gone(.unknown, context) }
        return gone(try await activation.state(of: token, at: context.now), context)
    }

    private func gone(_ state: ActivationLinkState, _ context: PageContext) -> Response {
        let site = house.shell.site
        switch state {
        case .used(let at):
            let values = [
                "date": site.moment(at).date(in: context.language), "hour": site.moment(at).time(in: context.language),
            ]
            return house.fault("link.used", status: 410, values: values, in: context)
        case .replaced: return house.fault("link.replaced", status: 410, in: context)
        case .expired, .live: return house.fault("link.expired", status: 410, in: context)
        case .unknown: return house.absent(in: context)
        }
    }
}
