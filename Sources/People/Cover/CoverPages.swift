import City
import HTTPTypes
package import Hummingbird
import Policy
import Store
package import Web

/// `/desk/hr/cover`: an officer names the colleague who covers for them between two dates; both see it and either ends it. The
/// cover of others and one that is none are answered alike, and logged (S-28).
package struct CoverPages: Sendable {
    private let house: HRDeskHouse
    private let messages: MessageDesk
    private var desk: HRDeskPages { HRDeskPages(house) }
    private var notice: AgentNotice { AgentNotice(city: house.city(), texts: house.shell.texts, keys: house.keys) }

    /// The pages of one house; news go out by `messages`.
    package init(_ house: HRDeskHouse, _ messages: MessageDesk) { (self.house, self.messages) = (house, messages) }

    /// `GET /desk/hr/cover`: what stands, and the form where the officer has none.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answer(request, context) { officer in
            try await show(officer, TypedCover(first: officer.scope.today.typed), [], context)
        }
    }

    /// `POST /desk/hr/cover`: names the colleague, who is told; a mistake is shown at its field.
    @Sendable package func name(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answerForm(request, context) { officer, form in
            let typed = TypedCover(colleague: form["colleague"], first: form["first"], last: form["last"])
            let (naming, news) = try await house.database.write {
                [notice, now = context.now] transaction -> (DeskOfficer.Naming, [Message]) in
                let naming = try officer.nameCover(typed, at: now, in: transaction)
                guard case .named(let cover) = naming else { return (naming, [Message]()) }
                let told = try notice.tell("cover.notice-named", to: cover.colleague, at: now, in: transaction)
                return (naming, told)
            }
            try await messages.send(news, at: context.now)
            if case .mistaken(let mistakes) = naming { return try await show(officer, typed, mistakes, context) }
            return house.shell.redirect(to: Self.path, in: context)
        }
    }

    /// `POST /desk/hr/cover/{number}/end`: one of the two ends the cover of the officer with that number; the other is told.
    @Sendable package func end(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answerForm(request, context) { officer, _ in
            let away = context.number
            let news = try await house.database.write { [notice, now = context.now] transaction -> [Message]? in
                guard let cover = try officer.endCover(of: away, at: now, in: transaction) else { return nil }
                let other = cover.other(than: officer.scope.officer)
                return try notice.tell("cover.notice-ended", to: other, at: now, in: transaction)
            }
            guard let news else { return nil }
            try await messages.send(news, at: context.now)
            return house.shell.redirect(to: Self.path, in: context)
        }
    }

    private static let path = "/desk/hr/cover"

    private func show(
        _ officer: DeskOfficer,
        _ typed: TypedCover,
        _ mistakes: [FieldMistake],
        _ context: PageContext
    ) async throws -> Response {
        let (standing, colleagues) = try await house.database.read { reading in
            (
                try CoverStanding.all(of: officer, in: reading),
                try CoverStore.colleagues(officer.scope, in: reading)
            )
        }
        var page = Page(
            template: "desk-cover",
            title: "cover.title",
            status: mistakes.isEmpty ? .ok : .unprocessableContent
        )
        let sheet = CoverSheet(colleagues: colleagues, city: officer.city, typed: typed, mistakes: mistakes)
        page.values = sheet.values(on: officer.scope.today)
        page.values["canName"] = .flag(!standing.contains(where: \.isOwn))
        page.values["standing"] = .list(
            standing.map { ["words": $0.words(context.language), "officer": .text($0.cover.officer)] }
        )
        page.mistakes = mistakes
        var context = context
        context.ownPath = Self.path
        return house.shell.render(page, in: context)
    }
}
