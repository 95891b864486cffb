import Audit
import City
import HTTPTypes
package import Hummingbird
import Policy
import Store
package import Web

/// What the HR desk does to one person, with a reason; every act is judged again where it is done.
package struct HRDeskActPages: Sendable {
    private let desk: HRDeskPages
    private var house: HRDeskHouse { desk.house }

    /// The acts of one house.
    package init(_ house: HRDeskHouse) { desk = HRDeskPages(house) }

    /// `GET /desk/hr/people/{number}/suspension` and its like: what will happen, and the reason asked.
    package func page(of act: DeskAct) -> @Sendable (Request, PageContext) async throws -> Response {
        { request, context in
            try await desk.answer(request, context) { officer in
                let number = context.number
                let progress = try await house.database.read { reading -> DossierProgress? in
                    guard let progress = try officer.person(number, in: reading) else { return nil }
                    if let refusal = try officer.refusal(of: act, on: progress, in: reading) { throw refusal }
                    return progress
                }
                return progress.map { actPage(act, $0, [], context) }
            }
        }
    }

    /// `POST /desk/hr/people/{number}/suspension` and its like, with a reason.
    package func act(_ act: DeskAct) -> @Sendable (Request, PageContext) async throws -> Response {
        { request, context in
            try await desk.answerForm(request, context) { officer, form in
                let (number, reason) = (context.number, form["reason"])
                do {
                    let isDone = try await house.database.write {
                        try officer.act(act, on: number, because: reason, at: context.now, in: $0)
                    }
                    return isDone ? house.shell.redirect(to: "/desk/hr/people/\(number)", in: context) : nil
                } catch DeskRefusal.reasonMissing {
                    let mistake = FieldMistake(field: "reason", code: DeskRefusal.reasonMissing.code)
                    let progress = try await house.database.read { try officer.person(number, in: $0) }
                    return progress.map { actPage(act, $0, [mistake], context) }
                }
            }
        }
    }

    private func actPage(
        _ act: DeskAct,
        _ progress: DossierProgress,
        _ mistakes: [FieldMistake],
        _ context: PageContext
    ) -> Response {
        let status = mistakes.isEmpty ? 200 : DeskRefusal.reasonMissing.status
        var page = Page(template: "desk-act", title: "desk.\(act.rawValue)", status: .init(code: status))
        page.values = [
            "name": .text(progress.agent.names.full),
            "number": .text(progress.agent.number),
            "what": .said("desk.\(act.rawValue).what", ["name": progress.agent.names.full]),
            "action": .text("/desk/hr/people/\(progress.agent.number)/\(act.rawValue)"),
            "back": .text("/desk/hr/people/\(progress.agent.number)"),
            "reason": .field(Field("reason", .plain, label: "desk.reason", hint: "desk.reason-hint")),
            "button": .said("desk.\(act.rawValue).button"),
            "isDangerous": .flag(act != .resume),
        ]
        page.mistakes = mistakes
        return house.shell.render(page, in: context)
    }
}
