import City
import HTTPTypes
package import Hummingbird
import Policy
import Store
package import Web

/// `/desk/hr/people/{number}/caller`: an officer on the telephone learns whether it is the agent, who learns the same.
package struct CallerCheckPages: Sendable {
    private let house: ResetHouse
    private var desk: HRDeskPages { HRDeskPages(house.desk) }

    /// The pages of one house.
    package init(_ house: ResetHouse) { self.house = house }

    /// `GET /desk/hr/people/{number}/caller`: begins, goes on, or says until when a passed check serves.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answer(request, context) { try await show($0, nil, context) }
    }

    /// `POST /desk/hr/people/{number}/caller`: begins a check; the agent reads it on their open page, or by SMS.
    @Sendable package func begin(_ request: Request, _ context: PageContext) async throws -> Response {
        try await work(request, context) { officer, form in
            let (number, now, keys) = (context.number, context.now, house.desk.keys)
            let bySMS = form["by"] == "sms"
            let name = context.caller?.name.full ?? ""
            let begun = try await house.desk.database.write { [house] transaction -> [Message]? in
                let check = try officer.beginCheck(of: number, keys: keys, at: now, in: transaction)
                guard let check else { return nil }
                guard bySMS else { return [] }
                let notice = MobileNotice(city: officer.city, texts: house.shell.texts, purpose: .code)
                let values = ["who": name, "theirs": check.officerDigits, "yours": check.agentDigits]
                return try notice.messages("caller.message", values, to: number, at: now, in: transaction)
            }
            guard let begun else { return nil }
            try await house.messages.send(begun, at: now)
            return house.shell.redirect(to: "/desk/hr/people/\(number)/caller", in: context)
        }
    }

    /// `POST /desk/hr/people/{number}/caller/answer`: the four digits that the agent read aloud.
    @Sendable package func answer(_ request: Request, _ context: PageContext) async throws -> Response {
        try await work(request, context) { officer, form in
            let (number, typed, keys) = (context.number, form["digits"], house.desk.keys)
            do {
                let judged = try await house.desk.database.write {
                    try officer.answerCheck(of: number, typed: typed, keys: keys, at: context.now, in: $0)
                }
                switch judged {
                case nil: return nil
                case .passed?: return house.shell.redirect(to: "/desk/hr/people/\(number)/caller", in: context)
                case .over?: throw ResetRefusal.checkOver
                case .wrong(let left)?:
                    let mistake = FieldMistake(field: "digits", code: "caller.wrong", values: ["n": String(left)])
                    return try await show(officer, mistake, context)
                }
            } catch ResetRefusal.digits {
                return try await show(officer, FieldMistake(field: "digits", code: "caller.digits"), context)
            }
        }
    }

    /// A form of an officer's; a no about a check leads back to it.
    private func work(
        _ request: Request,
        _ context: PageContext,
        _ body: (DeskOfficer, Form) async throws -> Response?
    ) async throws -> Response {
        do { return try await desk.answerForm(request, context, body) } catch let refusal as ResetRefusal {
            let back = "/desk/hr/people/\(context.number)/caller"
            return await house.noes.refuse(refusal, back: back, isCalm: true, request, context)
        }
    }

    private func show(_ officer: DeskOfficer, _ mistake: FieldMistake?, _ context: PageContext) async throws
        -> Response?
    {
        let (number, keys) = (context.number, house.desk.keys)
        let seen = try await house.desk.database.read { reading -> (DossierProgress, CallerCheck?)? in
            guard let progress = try officer.person(number, in: reading) else { return nil }
            let refusal = try officer.refusal(of: .issue, on: progress, in: reading)
            if let refusal, refusal.isOfPerson { throw refusal }
            return (progress, try officer.check(of: number, keys: keys, in: reading))
        }
        guard let (progress, check) = seen else { return nil }
        let now = context.now
        let clock = { (instant: Instant) in house.shell.site.moment(instant).time(in: context.language) }
        let agent = progress.agent
        let running = check.flatMap { $0.isRunning(at: now) ? $0 : nil }
        let passed = check.flatMap { $0.isPassed(at: now) ? $0.servesUntil : nil }
        let mobile =
            officer.city.messages.sms == nil ? nil : agent.reach.phone.flatMap { $0.takesCodes ? $0.e164 : nil }
        var page = Page(template: "desk-caller", title: "caller.title", status: .ok)
        page.values = [
            "name": .text(agent.names.full),
            "back": .text("/desk/hr/people/\(agent.number)"),
            "action": .text("/desk/hr/people/\(agent.number)/caller"),
            "running": .flag(running != nil),
            "theirs": .text(running?.officerDigits.map(String.init).joined(separator: " ") ?? ""),
            "until": running.map { .said("caller.until", ["hour": clock($0.until)]) } ?? "",
            "passed": passed.map { .said("caller.passed", ["hour": clock($0)]) } ?? "",
            "reset": .text("/desk/hr/people/\(agent.number)/reset"),
            "bySMS": mobile.map { .said("caller.by-sms", ["ending": String($0.suffix(2))]) } ?? "",
            "digits": .field(Field("digits", .plain, label: "caller.digits-label", hint: "caller.digits-hint")),
        ]
        page.mistakes = mistake.map { [$0] } ?? []
        page.status = mistake == nil ? .ok : .unprocessableContent
        return house.shell.render(page, in: context)
    }
}
