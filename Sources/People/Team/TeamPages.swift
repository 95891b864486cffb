import City
import HTTPTypes
package import Hummingbird
import Policy
import Store
package import Web

/// `/desk/team`: a supervisor's own reports, what they wait for and what they may open. A person of another team and one who is
/// nobody are answered alike, and both are logged (S-28, X-51).
package struct TeamPages: Sendable {
    let house: TeamHouse
    private var noes: DeskRefusalPages { DeskRefusalPages(shell: house.shell, refusals: house.refusals) }

    /// The pages of one house.
    package init(_ house: TeamHouse) { self.house = house }

    /// `GET /desk/team`: what waits for an answer, who waits for credentials, then the whole team with its dated rights.
    @Sendable package func list(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(request, context) { supervisor in
            let team = try await house.database.read { try supervisor.team(at: context.now, in: $0) }
            let sheet = TeamSheet(city: supervisor.city, site: house.shell.site, language: context.language)
            return house.shell.render(sheet.page(team.reports, team.requests), in: context)
        }
    }

    /// `GET /desk/team/people/{number}`: one report, with each app that a dated right would open.
    @Sendable package func person(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(request, context) { supervisor in
            let (seen, letter) = try await house.database.write { transaction in
                (
                    try supervisor.open(context.number, at: context.now, in: transaction),
                    try supervisor.letter(of: context.number, at: context.now, in: transaction)
                )
            }
            guard let (report, apps) = seen else { return nil }
            let sheet = TeamSheet(city: supervisor.city, site: house.shell.site, language: context.language)
            return house.shell.render(sheet.person(report, apps, letter: letter), in: context)
        }
    }

    /// `GET /desk/team/people/{number}/grants/{app}`: the agent's line, if one waits, and the right to give, renew or end.
    @Sendable package func right(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(request, context) { try await form($0, context) }
    }

    /// `POST /desk/team/people/{number}/grants/{app}`: gives the right until the end of a day.
    @Sendable package func give(_ request: Request, _ context: PageContext) async throws -> Response {
        try await act(request, context) { supervisor, form, transaction in
            try supervisor.give(
                context.app,
                to: context.number,
                until: CalendarDate(form["until"]),
                because: form["reason"],
                at: context.now,
                in: transaction
            )
        }
    }

    /// `POST /desk/team/people/{number}/grants/{app}/refusal`: says why not.
    @Sendable package func decline(_ request: Request, _ context: PageContext) async throws -> Response {
        try await act(request, context) { supervisor, form, transaction in
            try supervisor.decline(
                context.app,
                to: context.number,
                because: form["answer"],
                at: context.now,
                in: transaction
            )
        }
    }

    /// `POST /desk/team/people/{number}/grants/{app}/end`: ends the right now.
    @Sendable package func end(_ request: Request, _ context: PageContext) async throws -> Response {
        try await act(request, context, tells: false) { supervisor, _, transaction in
            try supervisor.end(context.app, of: context.number, at: context.now, in: transaction)
        }
    }

    /// Does one act and goes back to the person; a mistake in a field is shown at the field. Whoever waited for an answer is told.
    private func act(
        _ request: Request,
        _ context: PageContext,
        tells: Bool = true,
        _ work: @escaping @Sendable (Supervisor, Form, Transaction) throws -> Bool
    ) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        return try await answer(request, context) { supervisor in
            do {
                let news = try await house.database.write { [house] transaction -> [Message]? in
                    guard try work(supervisor, form, transaction) else { return nil }
                    guard tells, let app = supervisor.city.app(key: context.app) else { return [] }
                    let notice = GrantNotice(city: supervisor.city, texts: house.shell.texts)
                    return try notice.answered(to: context.number, about: app, at: context.now, in: transaction)
                }
                guard let news else { return nil }
                try await house.messages.send(news, at: context.now)
                return house.shell.redirect(to: "/desk/team/people/\(context.number)", in: context)
            } catch let refusal as GrantRequestRefusal where refusal.status == 422 {
                let isDeclined = request.uri.path.hasSuffix("/refusal")
                let field = refusal == .period ? "until" : isDeclined ? "answer" : "reason"
                let mistake = FieldMistake(field: field, code: refusal.code)
                return try await self.form(supervisor, context, typed: form, [mistake])
            }
        }
    }

    private func form(
        _ supervisor: Supervisor,
        _ context: PageContext,
        typed: Form? = nil,
        _ mistakes: [FieldMistake] = []
    ) async throws -> Response? {
        let seen = try await house.database.read { reading in
            (
                try supervisor.report(context.number, at: context.now, in: reading),
                try GrantRequestStore.newest(of: context.number, for: context.app, in: reading)
            )
        }
        guard let report = seen.0 else { return nil }
        guard let app = supervisor.offer(to: report, at: context.now).first(where: { $0.key == context.app }) else {
            throw GrantRequestRefusal.noSuchRight
        }
        let sheet = TeamSheet(city: supervisor.city, site: house.shell.site, language: context.language)
        let waiting = seen.1.flatMap { $0.state == .open ? $0 : nil }
        var page = sheet.right(to: app, of: report, asked: waiting, typed: typed)
        page.status = mistakes.isEmpty ? .ok : .unprocessableContent
        page.mistakes = mistakes
        return house.shell.render(page, in: context)
    }

    /// Does the work for a supervisor; nil means a person who is no report.
    func answer(
        _ request: Request,
        _ context: PageContext,
        _ work: (Supervisor) async throws -> Response?
    ) async throws -> Response {
        guard let caller = context.caller, caller.desks.contains(.supervisor) else {
            return await noes.absent(request, context)
        }
        do {
            let supervisor = Supervisor(caller.agent, in: house.city(), at: context.now)
            guard let response = try await work(supervisor) else { return await noes.absent(request, context) }
            return response
        } catch let refusal as GrantRequestRefusal {
            return await refuse(refusal, request, context)
        } catch let refusal as TeamLetterRefusal {
            return await refuse(refusal, request, context)
        }
    }

    private func refuse(_ refusal: any Refusal, _ request: Request, _ context: PageContext) async -> Response {
        let back = "/desk/team/people/\(context.number)"
        return await noes.refuse(refusal, back: back, isCalm: true, request, context)
    }
}

extension PageContext {
    /// The app's key of the address; empty where it has none.
    fileprivate var app: String { parameters.get("app") ?? "" }
}
