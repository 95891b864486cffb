import City
import HTTPTypes
package import Hummingbird
import Policy
import Store
package import Web

/// `/desk/hr/people/{number}/no-letter`: issues access to somebody far from the office without a letter.
package struct HRDeskNoLetterPages: Sendable {
    private let desk: HRDeskPages
    private var house: HRDeskHouse { desk.house }

    /// The pages of one house.
    package init(_ house: HRDeskHouse) { desk = HRDeskPages(house) }

    /// `GET /desk/hr/people/{number}/no-letter`: how the person will come in, and the number that their code goes to.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answer(request, context) { officer in
            let number = context.number
            let progress = try await house.database.read { reading -> DossierProgress? in
                guard let progress = try officer.person(number, in: reading) else { return nil }
                if let refusal = try officer.refusalWithoutLetter(on: progress, in: reading) { throw refusal }
                return progress
            }
            return progress.map { house.shell.render(check($0, by: officer), in: context) }
        }
    }

    /// `POST /desk/hr/people/{number}/no-letter`: does it; the person's page says until when it serves.
    @Sendable package func issue(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answerForm(request, context) { officer, _ in
            let number = context.number
            let isDone = try await house.database.write { [keys = house.keys] in
                try officer.issueWithoutLetter(to: number, keys: keys, at: context.now, in: $0)
            }
            return isDone ? house.shell.redirect(to: "/desk/hr/people/\(number)", in: context) : nil
        }
    }

    private func check(_ progress: DossierProgress, by officer: DeskOfficer) -> Page {
        let agent = progress.agent
        let mobile = officer.city.mobile(of: agent, on: officer.scope.today)?.phone ?? ""
        var page = Page(template: "desk-no-letter", title: "desk.no-letter-title", status: .ok)
        page.values = [
            "name": .text("\(agent.names.full), \(agent.number)"),
            "back": .text("/desk/hr/people/\(agent.number)"),
            "action": .text("/desk/hr/people/\(agent.number)/no-letter"),
            "where": .said("desk.no-letter-where", ["ending": String(decoding: mobile.utf8.suffix(2), as: UTF8.self)]),
            "days": .said("desk.no-letter-days", ["n": String(DeskOfficer.daysWithoutLetter)]),
        ]
        return page
    }
}
