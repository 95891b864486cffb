import City
import HTTPTypes
package import Hummingbird
import Policy
import Store
package import Web

/// `/desk/{hr,team,it}/resets`, and the reset of one person at those desks: what waits for a second person, who confirms or says
/// no (RS-12). Foreign and absent people are answered alike, and logged (S-28).
package struct SecondPersonPages: Sendable {
    private let house: ResetHouse
    private let desk: Desk
    /// The folder of the desk in addresses.
    package let folder: String

    /// The pages of one house at one desk.
    package init(_ house: ResetHouse, at desk: Desk, folder: String) {
        self.house = house
        self.desk = desk
        self.folder = folder
    }

    /// `GET /desk/…/resets`: what waits for this person, oldest first.
    @Sendable package func list(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(request, context) { second in
            let waiting = try await house.desk.database.read { try second.waiting(at: context.now, in: $0) }
            var page = Page(template: "resets", title: "reset.list", status: .ok)
            page.values["some"] = .flag(!waiting.isEmpty)
            page.values["resets"] = .list(
                waiting.map { agent, reset in
                    let until = house.shell.site.moment(reset.expiresAt)
                    return [
                        "name": .text(agent.names.full),
                        "number": .text(agent.number),
                        "why": .text(reset.reason),
                        "until": .said(
                            "reset.is-open",
                            [
                                "date": until.date(in: context.language), "hour": until.time(in: context.language),
                            ]
                        ),
                        "address": .text("/desk/\(folder)/people/\(agent.number)/reset"),
                    ]
                }
            )
            return house.shell.render(page, in: context)
        }
    }

    /// `GET /desk/…/people/{number}/reset`: who asks, why, and how the person was identified.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(request, context) { try await show($0, context) }
    }

    /// `POST /desk/…/people/{number}/reset/confirmation`: the agent is told.
    @Sendable package func confirm(_ request: Request, _ context: PageContext) async throws -> Response {
        try await act(request, context) { [house] second, _, transaction in
            guard try second.confirm(context.number, at: context.now, in: transaction) != nil else { return nil }
            return try house.news.confirmed(context.number, at: context.now, in: transaction)
        }
    }

    /// `POST /desk/…/people/{number}/reset/refusal`: says why not.
    @Sendable package func decline(_ request: Request, _ context: PageContext) async throws -> Response {
        try await act(request, context) { second, form, transaction in
            let answer = form["answer"]
            let declined = try second.decline(context.number, because: answer, at: context.now, in: transaction)
            return declined == nil ? nil : []
        }
    }

    private func act(
        _ request: Request,
        _ context: PageContext,
        _ work: @escaping @Sendable (SecondPerson, Form, Transaction) throws -> [Message]?
    ) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        return try await answer(request, context) { second in
            do {
                let news = try await house.desk.database.write { try work(second, form, $0) }
                guard let news else { return nil }
                try await house.messages.send(news, at: context.now)
                return house.shell.redirect(to: "/desk/\(folder)/people/\(context.number)/reset", in: context)
            } catch ResetRefusal.words {
                let mistake = FieldMistake(field: "answer", code: ResetRefusal.words.code)
                return try await show(second, context, typed: form, mistake: mistake)
            }
        }
    }

    private func show(
        _ second: SecondPerson,
        _ context: PageContext,
        typed: Form? = nil,
        mistake: FieldMistake? = nil
    ) async throws -> Response? {
        let sheet = try await house.desk.database.write { transaction -> ResetSheet? in
            let seen = try second.open(context.number, at: context.now, in: transaction)
            return try seen.map { agent, reset in
                ResetSheet(agent: agent, reset: reset, people: try ResetSheet.names(of: reset, in: transaction))
            }
        }
        guard let sheet else { return nil }
        var page = sheet.page(at: folder, typed: typed, house.shell.site, context)
        page.mistakes = mistake.map { [$0] } ?? []
        page.status = mistake == nil ? .ok : .unprocessableContent
        return house.shell.render(page, in: context)
    }

    private func answer(
        _ request: Request,
        _ context: PageContext,
        _ work: (SecondPerson) async throws -> Response?
    ) async throws -> Response {
        guard let caller = context.caller, caller.desks.contains(desk) else {
            return await house.noes.absent(request, context)
        }
        let back = "/desk/\(folder)/people/\(context.number)/reset"
        do {
            let second = SecondPerson(caller.agent, at: desk, in: house.desk.city(), on: context.now)
            guard let response = try await work(second) else { return await house.noes.absent(request, context) }
            return response
        } catch let refusal as ResetRefusal {
            return await house.noes.refuse(refusal, back: back, isCalm: refusal.status != 403, request, context)
        } catch let refusal as DeskRefusal {
            return await house.noes.refuse(refusal, back: back, isCalm: false, request, context)
        }
    }
}
