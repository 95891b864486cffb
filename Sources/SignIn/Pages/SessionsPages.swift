import HTTPTypes
package import Hummingbird
import Policy
package import Web

/// `/sessions`: where a person is signed in, and the end of what they do not know.
package struct SessionsPages: Sendable {
    private let house: SignInHouse

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    /// `GET /sessions`: this one first, then the one last used.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        guard case .awake(let own) = house.finding(request, context) else {
            return try house.toSignIn(request, context)
        }
        let sessions = try await house.door.sessions(of: own, at: context.now)
        var page = Page(template: "sessions", title: "sessions.title")
        page.values = [
            "sessions": .list(sessions.map { values($0, own, context) }),
            "hasOthers": .flag(sessions.contains { $0.id != own.id }),
        ]
        return house.shell.render(page, in: context)
    }

    /// `POST /sessions/{id}/closing`: ends one of the person's own. Another's and one that never was are answered alike (S-28).
    @Sendable package func closeOne(_ request: Request, _ context: PageContext) async throws -> Response {
        guard let own = try await asked(request, context) else { return closed(context) }
        let id = LiveSession.ID(text: context.parameters.get("id") ?? "")
        guard try await house.door.end(id, of: own, from: house.visitor(request, context)) else {
            return house.fault("sessions.absent", status: 404, button: "/sessions", in: context)
        }
        return house.fault("sessions.closed-one", status: 200, button: "/sessions", in: context)
    }

    /// `POST /sessions/closing`: ends all but this one.
    @Sendable package func closeOthers(_ request: Request, _ context: PageContext) async throws -> Response {
        guard let own = try await asked(request, context) else { return closed(context) }
        let count = try await house.door.endOthers(of: own, from: house.visitor(request, context))
        let values = ["n": String(count)]
        return house.fault("sessions.closed-others", status: 200, values: values, button: "/sessions", in: context)
    }

    /// The session of a form that was sent from it; nil when it serves no more.
    private func asked(_ request: Request, _ context: PageContext) async throws -> LiveSession? {
        try house.shell.check(try await Form(of: request), in: context)
        guard case .awake(let own) = house.finding(request, context) else { return nil }
        return own
    }

    private func closed(_ context: PageContext) -> Response {
        SignInPages(house).form("", context, notice: .said("session.closed"))
    }

    private func values(_ session: StoredSession, _ own: LiveSession, _ context: PageContext) -> Values {
        [
            "id": .text(session.id.text),
            "browser": session.origin.browser.map { .said("browser.\($0.rawValue)") } ?? .said("sessions.browser"),
            "place": .said("channel.\(session.origin.channel.rawValue)"),
            "since": moment("sessions.since", session.times.startedAt, context),
            "used": moment("sessions.used", session.times.activeAt, context),
            "isHere": .flag(session.id == own.id),
            "isShared": .flag(session.isShared),
        ]
    }

    private func moment(_ code: String, _ instant: Instant, _ context: PageContext) -> Value {
        let moment = house.shell.site.moment(instant)
        return .said(code, ["day": moment.date(in: context.language), "hour": moment.time(in: context.language)])
    }
}
