package import Audit
import City
import HTTPTypes
package import Hummingbird
import People
import Policy
package import Web

/// `/desk/team/people/{number}/accompaniment`: a supervisor opens the own workstation to a report without credentials, for an
/// hour, and ends it. A person of another team and one who is nobody are answered alike, and both are logged (S-28, X-51).
package struct AccompanimentPages: Sendable {
    private let house: SignInHouse
    private let noes: DeskRefusalPages?
    private var door: AccompanimentDoor { AccompanimentDoor(door: house.door) }

    /// The pages of one house; `refusals` logs the desk's noes.
    package init(_ house: SignInHouse, refusals: RefusalLog) {
        self.house = house
        noes = DeskRefusalPages(shell: house.shell, refusals: refusals)
    }

    /// The same for whoever sits there: *Quitter*, and the end of the hour.
    init(_ house: SignInHouse) { (self.house, noes) = (house, nil) }

    /// `GET`: what it is, whether it can be opened now, or since when it is.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(request, context) { own in
            let visitor = house.visitor(request, context)
            guard let view = try await door.view(of: context.number, by: own, from: visitor) else { return nil }
            return house.shell.render(page(of: view, context), in: context)
        }
    }

    /// `POST`: opens it; this browser is the newcomer's from here on.
    @Sendable package func begin(_ request: Request, _ context: PageContext) async throws -> Response {
        try house.shell.check(try await Form(of: request), in: context)
        return try await answer(request, context) { own in
            let visitor = house.visitor(request, context)
            guard let entry = try await door.begin(for: context.number, by: own, from: visitor) else { return nil }
            var context = context
            house.settle(entry, &context)
            return house.shell.redirect(to: "/", in: context)
        }
    }

    /// `POST …/end`: ends it from another browser of the supervisor's.
    @Sendable package func end(_ request: Request, _ context: PageContext) async throws -> Response {
        try house.shell.check(try await Form(of: request), in: context)
        return try await answer(request, context) { own in
            let visitor = house.visitor(request, context)
            guard try await door.end(context.number, by: own.subject.agent, from: visitor) != nil else { return nil }
            return house.shell.redirect(to: context.accompaniment, in: context)
        }
    }

    /// Does the work for a supervisor in a session of their own; nil means a person who is no report.
    private func answer(
        _ request: Request,
        _ context: PageContext,
        _ work: (LiveSession) async throws -> Response?
    ) async throws -> Response {
        guard let noes else { throw HTTPRefusal.notFound }
        guard let caller = context.caller, caller.desks.contains(.supervisor),
            case .awake(let own) = house.finding(request, context)
        else { return await noes.absent(request, context) }
        do {
            guard let response = try await work(own) else { return await noes.absent(request, context) }
            return response
        } catch AccompanimentRefusal.proof {
            return try house.toConfirm(context.accompaniment, context)
        } catch let refusal as AccompanimentRefusal {
            return await noes.refuse(refusal, back: context.accompaniment, isCalm: true, request, context)
        }
    }
}

extension AccompanimentPages {
    private func page(of view: AccompanimentView, _ context: PageContext) -> Page {
        let isOffice = context.connection.channel == .office
        let mayHold = view.report.progress.state.opens(accompanied: true)
        let moment = { (instant: Instant) in house.shell.site.moment(instant).time(in: context.language) }
        let open = view.open.map { session in
            Web.Value.said(
                "accompaniment.open",
                ["from": moment(session.times.startedAt), "until": moment(session.times.absoluteDeadline)]
            )
        }
        var page = Page(template: "accompaniment", title: "accompaniment.title")
        page.values = [
            "name": .text(view.report.agent.names.full),
            "back": .text("/desk/team/people/\(context.number)"),
            "action": .text(context.accompaniment),
            "end": .text("\(context.accompaniment)/end"),
            "open": open ?? "",
            "apps": .list(apps),
            "someApps": .flag(!apps.isEmpty),
            "place": view.open == nil && mayHold && !isOffice ? .said("accompaniment.place") : "",
            "credential": view.open == nil && !mayHold ? .said("accompaniment.credential") : "",
            "canBegin": .flag(view.open == nil && mayHold && isOffice && !apps.isEmpty),
            "button": .said(view.isYoung ? "accompaniment.begin" : "accompaniment.confirm"),
        ]
        return page
    }

    /// The apps that the city marks for it.
    private var apps: [Values] {
        house.city().accompaniedApps.map { ["app": .text($0.name)] }
    }

    /// *Quitter*: the supervisor's own session comes back, asleep.
    func part(_ session: LiveSession, _ request: Request, _ context: PageContext) async throws -> Response {
        let entry = try await door.part(session, from: house.visitor(request, context))
        var context = context
        context.caller = nil
        context.binding = nil
        context.ownPath = "/sign-in"
        guard let entry else {
            for kind in [CookieKind.portal, .was] { context.cookies.append(kind.clearing()) }
            return house.fault("signout.done", status: 200, button: "/sign-in", in: context)
        }
        house.settle(entry, &context)
        return house.shell.redirect(to: "/sign-in", in: context)
    }

    /// The hour is over: a button lets the supervisor's own session come back.
    func over(_ context: PageContext) -> Response {
        house.render(Page(template: "accompaniment-over", title: "accompaniment.over"), at: "/sign-in", in: context)
    }
}

extension PageContext {
    /// The employee number of the address; empty where it has none.
    fileprivate var number: String { parameters.get("number") ?? "" }

    fileprivate var accompaniment: String { "/desk/team/people/\(number)/accompaniment" }
}
