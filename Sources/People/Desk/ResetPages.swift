import City
import HTTPTypes
package import Hummingbird
import Policy
import Store
package import Web

/// `/desk/hr/people/{number}/reset`: an officer opens a reset, sees how far it is, takes it back, or, where a colleague opened
/// it, confirms it.
package struct ResetPages: Sendable {
    private let house: ResetHouse
    private var desk: HRDeskPages { HRDeskPages(house.desk) }

    /// The pages of one house.
    package init(_ house: ResetHouse) { self.house = house }

    /// `GET /desk/hr/people/{number}/reset`.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answer(request, context) { try await show($0, context) }
    }

    /// `POST /desk/hr/people/{number}/reset`: opens one; the agent and who is to confirm are told.
    @Sendable package func open(_ request: Request, _ context: PageContext) async throws -> Response {
        try await work(request, context) { officer, form in
            let (number, reason, keys) = (context.number, form["reason"], house.desk.keys)
            let identified = FactorReset.Identification(rawValue: form["identified"])
            do {
                let news = try await house.desk.database.write { [house] transaction -> [Message]? in
                    let reset = try officer.openReset(
                        for: number,
                        because: reason,
                        identified: identified,
                        keys: keys,
                        at: context.now,
                        in: transaction
                    )
                    return try reset.map { try house.news.opened($0, at: context.now, in: transaction) }
                }
                guard let news else { return nil }
                try await house.messages.send(news, at: context.now)
                return house.shell.redirect(to: "/desk/hr/people/\(number)/reset", in: context)
            } catch let refusal as ResetRefusal where refusal.status == 422 {
                let field = refusal == .words ? "reason" : "identified-call"
                let mistake = FieldMistake(field: field, code: refusal.code)
                return try await show(officer, context, typed: form, mistake: mistake)
            }
        }
    }

    /// `POST /desk/hr/people/{number}/reset/withdrawal`: takes back what this officer opened.
    @Sendable package func withdraw(_ request: Request, _ context: PageContext) async throws -> Response {
        try await work(request, context) { officer, _ in
            let number = context.number
            let isDone = try await house.desk.database.write {
                try officer.withdrawReset(of: number, at: context.now, in: $0)
            }
            return isDone ? house.shell.redirect(to: "/desk/hr/people/\(number)/reset", in: context) : nil
        }
    }

    private func work(
        _ request: Request,
        _ context: PageContext,
        _ body: (DeskOfficer, Form) async throws -> Response?
    ) async throws -> Response {
        do { return try await desk.answerForm(request, context, body) } catch let refusal as ResetRefusal {
            let back = "/desk/hr/people/\(context.number)/reset"
            return await house.noes.refuse(refusal, back: back, isCalm: refusal.status != 403, request, context)
        }
    }

    private func show(
        _ officer: DeskOfficer,
        _ context: PageContext,
        typed: Form? = nil,
        mistake: FieldMistake? = nil
    ) async throws -> Response? {
        let (number, keys, now) = (context.number, house.desk.keys, context.now)
        let seen = try await house.desk.database.write { transaction -> ResetSheet? in
            guard let progress = try officer.open(number, at: now, in: transaction) else { return nil }
            let refusal = try officer.refusal(of: .issue, on: progress, in: transaction)
            if let refusal, refusal.isOfPerson { throw refusal }
            let reset = try FactorResetStore.newest(of: number, in: transaction)
            let check = try officer.check(of: number, keys: keys, in: transaction)
            return ResetSheet(
                agent: progress.agent,
                reset: reset,
                people: try ResetSheet.names(of: reset, in: transaction),
                check: check?.isPassed(at: now) == true ? check : nil
            )
        }
        guard let sheet = seen else { return nil }
        var page = sheet.page(for: officer.scope.officer, typed: typed, house.shell.site, context)
        page.mistakes = mistake.map { [$0] } ?? []
        page.status = mistake == nil ? .ok : .unprocessableContent
        return house.shell.render(page, in: context)
    }
}
