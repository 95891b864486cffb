import HTTPTypes
package import Hummingbird
import Store
package import Web

/// `/desk/team/people/{number}/letter`: a head of site confirms that a letter was handed over in person.
package struct TeamLetterPages: Sendable {
    private let team: TeamPages
    private var house: TeamHouse { team.house }

    /// The pages of one house.
    package init(_ house: TeamHouse) { team = TeamPages(house) }

    /// `GET /desk/team/people/{number}/letter`.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        try await team.answer(request, context) { try await show($0, [], context) }
    }

    /// `POST /desk/team/people/{number}/letter`: from here on the code on the letter opens the activation.
    @Sendable package func handOver(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        return try await team.answer(request, context) { supervisor in
            do {
                let isDone = try await house.database.write { [now = context.now, number = context.number] in
                    let identified = FactorReset.Identification(rawValue: form["identified"])
                    return try supervisor.handOver(letterOf: number, identified: identified, at: now, in: $0)
                }
                return isDone ? house.shell.redirect(to: "/desk/team/people/\(context.number)", in: context) : nil
            } catch TeamLetterRefusal.unseen {
                let mistake = FieldMistake(field: "identified", code: TeamLetterRefusal.unseen.code)
                return try await show(supervisor, [mistake], context)
            }
        }
    }

    private func show(_ supervisor: Supervisor, _ mistakes: [FieldMistake], _ context: PageContext) async throws
        -> Response?
    {
        let number = context.number
        let seen = try await house.database.read { [now = context.now] reading in
            (
                try supervisor.report(number, at: now, in: reading),
                try supervisor.letter(of: number, at: now, in: reading)
            )
        }
        guard let report = seen.0 else { return nil }
        guard let letter = seen.1 else { throw TeamLetterRefusal.none }
        var page = Page(
            template: "team-letter",
            title: "team.letter",
            status: mistakes.isEmpty ? .ok : .unprocessableContent
        )
        let until = house.shell.site.moment(letter.until).dateWithYear(in: context.language)
        page.values = [
            "name": .text(report.agent.names.full),
            "back": .text("/desk/team/people/\(number)"),
            "action": .text("/desk/team/people/\(number)/letter"),
            "until": .said("team.letter-until", ["date": until]),
            "unseen": mistakes.first.map { .said($0.code) } ?? "",
        ]
        page.mistakes = mistakes
        return house.shell.render(page, in: context)
    }
}
