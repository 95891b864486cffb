import HTTPTypes
package import Hummingbird
import People
import Policy
import Store
package import Web

/// What an agent reads and stops about themselves: `/caller` while a desk is on the telephone, `/reset` while their access is
/// being made anew (RS-2, RS-16).
package struct OwnResetPages: Sendable {
    private let house: SignInHouse

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    /// `GET /caller`: both halves of each check that waits, with the officer's name.
    @Sendable package func calls(_ request: Request, _ context: PageContext) async throws -> Response {
        guard case .awake(let session) = house.finding(request, context) else {
            return try house.toSignIn(request, context)
        }
        let (own, parts) = (OwnReset(of: session.subject.agent), house.door.parts)
        let calls = try await parts.database.read { try own.calls(keys: parts.keys, at: context.now, in: $0) }
        var page = Page(template: "caller", title: "caller.own")
        page.values["some"] = .flag(!calls.isEmpty)
        page.values["calls"] = .list(
            calls.map { call in
                let until = house.shell.site.moment(call.check.until).time(in: context.language)
                return [
                    "who": .said("caller.who", ["who": call.officer]),
                    "theirs": .text(Self.spaced(call.check.officerDigits)),
                    "yours": .text(Self.spaced(call.check.agentDigits)),
                    "until": .said("caller.own-until", ["hour": until]),
                ]
            }
        )
        return house.render(page, at: "/caller", in: context)
    }

    /// `GET /reset`: who asked what, and the button that stops it.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        guard case .awake(let session) = house.finding(request, context) else {
            return try house.toSignIn(request, context)
        }
        let own = OwnReset(of: session.subject.agent)
        let found = try await house.door.parts.database.read { try own.stoppable(at: context.now, in: $0) }
        var page = Page(template: "reset-own", title: "reset.own")
        page.values["some"] = .flag(found != nil)
        if let (officer, reset) = found {
            let opened = house.shell.site.moment(reset.opened.at)
            let values = [
                "who": officer, "date": opened.date(in: context.language), "hour": opened.time(in: context.language),
            ]
            page.values["what"] = .said("reset.own-\(reset.state(at: context.now).rawValue)", values)
            page.values["why"] = .text(reset.reason)
        }
        return house.render(page, at: "/reset", in: context)
    }

    /// `POST /reset/end`: this was not me.
    @Sendable package func stop(_ request: Request, _ context: PageContext) async throws -> Response {
        try house.shell.check(try await Form(of: request), in: context)
        guard case .awake(let session) = house.finding(request, context) else {
            return SignInPages(house).form("", context, notice: .said("session.closed"))
        }
        let (own, parts) = (OwnReset(of: session.subject.agent), house.door.parts)
        let news = ResetNews(city: house.city(), texts: house.shell.texts, keys: parts.keys)
        let messages = try await parts.database.write { transaction -> [Message]? in
            guard let reset = try own.stop(at: context.now, in: transaction) else { return nil }
            return try news.stopped(reset, at: context.now, in: transaction)
        }
        guard let messages else { return house.shell.redirect(to: "/reset", in: context) }
        try await parts.messages.send(messages, at: context.now)
        return house.fault("reset.stopped-own", status: 200, button: "/sessions", in: context)
    }

    /// Digits one by one, as they are read aloud.
    private static func spaced(_ digits: String) -> String { digits.map(String.init).joined(separator: " ") }
}
