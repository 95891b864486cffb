import City
import HTTPTypes
package import Hummingbird
import People
import Policy
import Store
package import Web

/// `/recovery-codes`: how many are left, ten new ones; and what somebody reads who came in by one.
package struct RecoveryPages: Sendable {
    private let house: SignInHouse

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    /// `GET /recovery-codes`: how many are left.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        guard case .awake(let session) = house.finding(request, context) else {
            return try house.toSignIn(request, context)
        }
        let left = try await house.recoveryLeft(of: session.subject.agent)
        var page = Page(template: "recovery", title: "recovery.title")
        page.values["left"] = left.map { .said("recovery.left", ["n": String($0)]) } ?? .said("recovery.none")
        page.values["few"] = .flag(left.map { $0 <= 2 } ?? false)
        return house.render(page, at: "/recovery-codes", in: context)
    }

    /// `POST /recovery-codes`: ten new ones, after a second proof of the last ten minutes.
    @Sendable package func renew(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        guard case .awake(let session) = house.finding(request, context) else {
            return SignInPages(house).form("", context, notice: .said("session.closed"))
        }
        switch try await house.door.renewRecovery(of: session, from: house.visitor(request, context)) {
        case .done(let codes): return codesPage(codes, onward: "/", context)
        case .stale: return try house.toConfirm("/recovery-codes", context)
        case .refused(let refusal): throw refusal
        }
    }

    /// The codes, shown this once, to be printed.
    func codesPage(_ codes: [RecoveryCode], onward: String, _ context: PageContext) -> Response {
        var page = Page(template: "recovery-codes", title: "recovery.codes")
        page.values["codes"] = .list(codes.map { ["code": .text($0.text)] })
        page.values["onward"] = .text(onward)
        page.values["date"] = .text(house.shell.site.moment(context.now).date(in: context.language))
        return house.render(page, at: "/recovery-codes", in: context)
    }

    /// What somebody reads who came in by a recovery code: how many are left, and where to add another phone.
    func used(_ entry: SignInEntry, to sealed: String, _ context: PageContext) async throws -> Response {
        var context = context
        house.settle(entry, &context)
        let left = try await house.recoveryLeft(of: entry.holder.subject.agent) ?? 0
        var page = Page(template: "recovery-used", title: "recovery.used")
        page.values["left"] = .said("recovery.left", ["n": String(left)])
        page.values["few"] = .flag(left <= 2)
        page.values["canAdd"] = .flag(try await house.isGivenApp(entry.holder.subject.agent, at: context.now))
        let kept = SignInPages.safe(sealed)
        page.values["onward"] = .text(kept.isEmpty ? "/" : "/sign-in?r=\(kept)")
        return house.render(page, at: "/", in: context)
    }
}

extension SignInHouse {
    func recoveryLeft(of agent: String) async throws -> Int? {
        try await door.parts.database.read { try RecoveryStore.left(of: agent, in: $0) }
    }

    func isGivenApp(_ agent: String, at now: Instant) async throws -> Bool {
        let parts = door.parts
        return try await parts.database.read { try parts.roll.person(agent, at: now, in: $0)?.isGivenApp ?? false }
    }

    /// Asks a young second proof first, then comes back to a page of the portal.
    func toConfirm(_ path: String, _ context: PageContext) throws -> Response {
        let address = ReturnAddress(host: door.parts.portalHost, port: context.connection.port, target: path)
        let sealed = try seals.seal(address, bond: .browser(context.binding ?? ""), at: context.now)
        return shell.redirect(to: "/confirm?r=\(sealed)", in: context)
    }
}
