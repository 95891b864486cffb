import City
import HTTPTypes
package import Hummingbird
import Policy
import Store
package import Web

/// `/desk/hr/declaration`: people whom the feed does not know, declared by hand; and their merger once it does.
package struct HRDeskDeclarationPages: Sendable {
    private let desk: HRDeskPages
    private var house: HRDeskHouse { desk.house }

    /// The declarations of one house.
    package init(_ house: HRDeskHouse) { desk = HRDeskPages(house) }

    /// `GET /desk/hr/declaration`: the empty form, for a newcomer or, with `kind=external`, for somebody of a company.
    @Sendable package func page(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answer(request, context) { officer in
            var declaration = Declaration()
            declaration.kind = request.uri.queryParameters["kind"] == "external" ? .external : .newcomer
            declaration.fields["from"] = officer.scope.today.typed
            return try await form(declaration, [], officer, context)
        }
    }

    /// `POST /desk/hr/declaration`: declares, and leads to the person; a mistake is shown at its field.
    @Sendable package func declare(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answerForm(request, context) { officer, typed in
            let declaration = Declaration(typed)
            let outcome = try await house.database.write { [keys = house.keys] in
                try DeclarationDesk(officer, keys: keys).declare(declaration, at: context.now, in: $0)
            }
            switch outcome {
            case .declared(let number): return house.shell.redirect(to: "/desk/hr/people/\(number)", in: context)
            case .mistaken(let mistakes): return try await form(declaration, mistakes, officer, context)
            }
        }
    }

    /// `GET /desk/hr/people/{number}/merger`: those whom the feed knows and who are likely the same person.
    @Sendable package func twins(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answer(request, context) { officer in
            let number = context.number
            typealias Found = (DossierProgress, [Agent], isOnFeed: Bool)
            let found = try await house.database.read { [keys = house.keys] reading -> Found? in
                guard let progress = try officer.person(number, in: reading) else { return nil }
                let provisional = try ProvisionalStore.provisional(number, in: reading)
                let twins = try DeclarationDesk(officer, keys: keys).twins(of: progress.agent, provisional, in: reading)
                return (progress, twins, provisional?.isOffFeed != true)
            }
            guard let (progress, twins, isOnFeed) = found else { return nil }
            guard !twins.isEmpty else { throw DeskRefusal.noTwin }
            var page = merger(of: progress, with: twins, officer.city)
            page.values["isOnFeed"] = .flag(isOnFeed)
            return house.shell.render(page, in: context)
        }
    }

    /// `POST /desk/hr/people/{number}/merger`: an officer says that both are one person; the other number stays.
    @Sendable package func merge(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answerForm(request, context) { officer, form in
            let (number, twin) = (context.number, form["twin"])
            let isDone = try await house.database.write { [keys = house.keys] in
                try DeclarationDesk(officer, keys: keys).merge(number, into: twin, at: context.now, in: $0)
            }
            return isDone ? house.shell.redirect(to: "/desk/hr/people/\(twin)", in: context) : nil
        }
    }

    private func form(
        _ declaration: Declaration,
        _ mistakes: [FieldMistake],
        _ officer: DeskOfficer,
        _ context: PageContext
    ) async throws -> Response {
        let departments = try await house.database.read { try DeskStore.departments(officer.scope, in: $0) }
        let sheet = DeclarationSheet(
            city: officer.city,
            departments: departments,
            declaration: declaration,
            mistakes: mistakes
        )
        return house.shell.render(sheet.page(), in: context)
    }

    private func merger(of progress: DossierProgress, with twins: [Agent], _ city: City) -> Page {
        var page = Page(template: "desk-merger", title: "desk.merger", status: .ok)
        let agent = progress.agent
        page.values = [
            "name": .text(agent.names.full),
            "number": .text(agent.number),
            "what": .said("desk.merger-what", ["number": agent.number]),
            "back": .text("/desk/hr/people/\(agent.number)"),
            "action": .text("/desk/hr/people/\(agent.number)/merger"),
            "twins": .list(
                twins.map { twin in
                    let place = twin.nearestAssignments(on: progress.today).first
                    let names = [place.map { city.departments[$0.department]?.name ?? $0.department }, place?.unit]
                    return [
                        "name": .text(twin.names.full), "number": .text(twin.number),
                        "place": .text(names.compactMap(\.self).joined(separator: ", ")),
                    ]
                }
            ),
        ]
        return page
    }
}
