import Audit
import City
import HTTPTypes
package import Hummingbird
import Policy
import Store
package import Web

/// What the HR desk does to one person or to many; every act is judged again where it is done.
package struct HRDeskActPages: Sendable {
    private let desk: HRDeskPages
    private var house: HRDeskHouse { desk.house }
    /// People whom one batch may hold.
    private static let batchLimit = 500

    /// The acts of one house.
    package init(_ house: HRDeskHouse) { desk = HRDeskPages(house) }

    /// `POST /desk/hr/people/{number}/credentials`: issues them, and shows the link this once.
    @Sendable package func issue(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answerForm(request, context) { officer, _ in
            let number = context.number
            let issued = try await house.database.write { transaction in
                let progress = try officer.person(number, in: transaction)
                let link = try officer.issue(for: number, at: context.now, in: transaction)
                return progress.flatMap { progress in link.map { (progress, $0) } }
            }
            guard let (progress, link) = issued else { return nil }
            let row = DeskReceiptRow(progress, secret: officer.city.portal.origin + link.path)
            return desk.receipt("desk.issued", [row], context)
        }
    }

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

    /// `POST /desk/hr/batch`: what issuing for those who were picked will do, before anything is done.
    @Sendable package func check(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answerForm(request, context) { officer, form in
            let picked = form.names.filter { $0.hasPrefix("pick-") }.map { String($0.dropFirst("pick-".count)) }
            let found = try await gather(picked, officer)
            guard let found else { return nil }
            var page = Page(template: "desk-batch", title: "desk.batch", status: .ok)
            let ready = found.filter { $0.refusal == nil }
            page.values["ready"] = .list(ready.map { DeskReceiptRow($0.progress, secret: "").values })
            page.values["numbers"] = .text(ready.map(\.progress.agent.number).joined(separator: ","))
            page.values["some"] = .flag(!ready.isEmpty)
            page.values["n"] = .text(String(ready.count))
            page.values["notReady"] = .list(
                found.compactMap { row in row.refusal.map { DeskReceiptRow(row.progress, refused: $0).values } }
            )
            page.values["someNot"] = .flag(ready.count < found.count)
            return house.shell.render(page, in: context)
        }
    }

    /// `POST /desk/hr/batch/credentials`: issues for each, in one transaction; the receipt says who got a link and who did not.
    @Sendable package func issueBatch(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answerForm(request, context) { officer, form in
            let numbers = form["numbers"].utf8.split(separator: UInt8(ascii: ",")).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard let found = try await gather(numbers, officer) else { return nil }
            let rows = try await house.database.write { transaction in
                try found.map { row -> DeskReceiptRow in
                    do {
                        let number = row.progress.agent.number
                        guard let link = try officer.issue(for: number, at: context.now, in: transaction) else {
                            throw HTTPRefusal.notFound
                        }
                        return DeskReceiptRow(row.progress, secret: officer.city.portal.origin + link.path)
                    } catch let refusal as DeskRefusal {
                        return DeskReceiptRow(row.progress, refused: refusal)
                    }
                }
            }
            return desk.receipt("desk.issued", rows, context)
        }
    }

    private struct Picked: Sendable {
        let progress: DossierProgress
        let refusal: DeskRefusal?
    }

    /// The picked people with what stands against each; nil when one of them is not in scope, or there are too many.
    private func gather(_ numbers: [String], _ officer: DeskOfficer) async throws -> [Picked]? {
        guard numbers.count <= Self.batchLimit else { throw FormRefusal.tooLarge }
        return try await house.database.read { reading in
            var found: [Picked] = []
            for number in Set(numbers).sorted() {
                guard let progress = try officer.person(number, in: reading) else { return nil }
                let refusal = try officer.refusal(of: .issue, on: progress, in: reading)
                found.append(Picked(progress: progress, refusal: refusal))
            }
            return found
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
