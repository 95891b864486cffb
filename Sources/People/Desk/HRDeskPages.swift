import Audit
import City
import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import Policy
import Store
package import Web

/// `/desk/hr`: the dossiers of an officer's own departments. A person of another department and one who is nobody are answered
/// alike, as an address that opens nothing, and both are logged (S-28, X-51).
package struct HRDeskPages: Sendable {
    let house: HRDeskHouse
    private var noes: DeskRefusalPages { DeskRefusalPages(shell: house.shell, refusals: house.refusals) }

    /// The pages of one house.
    package init(_ house: HRDeskHouse) { self.house = house }

    /// `GET /desk/hr`: late and mine first; search, filter, order and page stand in the address.
    @Sendable package func list(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(request, context) { officer in
            let question = DeskQuestion { request.uri.queryParameters[Substring($0)].map(String.init) ?? "" }
            // Each looks up everybody in scope: beside one another.
            async let counts = house.database.read { try DeskStore.counts(officer.scope, in: officer.city, from: $0) }
            let (list, own, contacts, covers) = try await house.database.read { reading in
                (
                    try DeskStore.list(question, officer.scope, in: officer.city, from: reading),
                    try DeskStore.departments(officer.scope, in: reading),
                    try ContactStore.held(by: officer.scope.officer, in: officer.city, at: context.now, from: reading),
                    try CoverStanding.all(of: officer, in: reading)
                )
            }
            let departments = own.map { officer.city.departments[$0]?.name ?? $0 }.joined(separator: ", ")
            let sheet = DeskListSheet(list: list, counts: try await counts, question: question, site: house.shell.site)
            var context = context
            context.ownPath = question.address
            var page = sheet.page(departments, context.language)
            page.values["covers"] = .list(covers.map { ["words": $0.words(context.language)] })
            page.values["contactsDue"] = .flag(contacts.contains { $0.isDue(at: context.now) })
            return house.shell.render(page, in: context)
        }
    }

    /// `GET /desk/hr/export`: the rows of the same question as CSV (RFC 4180), at most 5,000; the log keeps how many.
    @Sendable package func export(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(request, context) { officer in
            let question = DeskQuestion { request.uri.queryParameters[Substring($0)].map(String.init) ?? "" }
            let rows = try await house.database.write { transaction in
                let list = try DeskStore.list(
                    question,
                    officer.scope,
                    in: officer.city,
                    length: 5_000,
                    from: transaction
                )
                try officer.noteExport(of: list.rows.count, at: context.now, in: transaction)
                return list.rows
            }
            var headers = SecurityHeaders.forData
            headers[.contentType] = "text/csv; charset=utf-8"
            headers[.contentDisposition] = "attachment; filename=\"dossiers.csv\""
            return Response(
                status: .ok,
                headers: headers,
                body: .init(byteBuffer: ByteBuffer(string: DeskCSV(rows).text))
            )
        }
    }

    /// `GET /desk/hr/people/{number}`: one person, state in a sentence, the next transition as the one filled button.
    @Sendable package func person(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(request, context) { officer in
            let number = context.number
            let (keys, site) = (house.keys, house.shell.site)
            let sheet = try await house.database.write { transaction -> DeskPersonSheet? in
                guard let progress = try officer.open(number, at: context.now, in: transaction) else { return nil }
                let provisional = try ProvisionalStore.provisional(number, in: transaction)
                let twins = try DeclarationDesk(officer, keys: keys)
                    .twins(of: progress.agent, provisional, in: transaction)
                return DeskPersonSheet(
                    progress: progress,
                    acts: try officer.acts(on: progress, in: transaction),
                    withoutLetter: try officer.withoutLetter(progress, at: context.now, in: transaction),
                    half: try ActivationCodeStore.fateOfHalf(of: number, in: transaction),
                    provisional: provisional,
                    kept: try ProvisionalStore.kept(insteadOf: number, in: transaction),
                    hasTwin: !twins.isEmpty,
                    invitation: try ReadyInvitationStore.last(of: number, in: transaction),
                    site: site
                )
            }
            return sheet.map { house.shell.render($0.page(context.language), in: context) }
        }
    }

    /// `POST /desk/hr/people/{number}/reference`: shows what the hiring letter is to print; the log keeps that it was read.
    @Sendable package func reference(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answerForm(request, context) { officer, _ in
            let number = context.number
            let shown = try await house.database.write { [keys = house.keys] transaction in
                let progress = try officer.person(number, in: transaction)
                let reference = try officer.reference(of: number, keys: keys, at: context.now, in: transaction)
                return progress.flatMap { progress in reference.map { (progress, $0) } }
            }
            guard let (progress, reference) = shown else { return nil }
            return receipt("desk.reference", [DeskReceiptRow(progress, secret: reference.text)], context)
        }
    }

    /// Does the work for an officer; nil means a person who is not in scope.
    package func answer(
        _ request: Request,
        _ context: PageContext,
        _ work: (DeskOfficer) async throws -> Response?
    ) async throws -> Response {
        guard let caller = context.caller, caller.desks.contains(.hr) else {
            return await noes.absent(request, context)
        }
        do {
            let officer = DeskOfficer(caller.agent, in: house.city(), at: context.now)
            guard let response = try await work(officer) else {
                return await noes.absent(request, context)
            }
            return response
        } catch let refusal as DeskRefusal {
            let back = "/desk/hr/people/\(context.number)"
            return await noes.refuse(refusal, back: back, isCalm: refusal == .reasonMissing, request, context)
        }
    }

    /// The same for a form of our own page (S-17).
    package func answerForm(
        _ request: Request,
        _ context: PageContext,
        _ work: (DeskOfficer, Form) async throws -> Response?
    ) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        return try await answer(request, context) { try await work($0, form) }
    }

    /// What was done, once.
    func receipt(_ title: String, _ rows: [DeskReceiptRow], _ context: PageContext) -> Response {
        var page = Page(template: "desk-receipt", title: title, status: .ok)
        page.values["rows"] = .list(rows.map(\.values))
        page.values["lead"] = .said(title + ".lead", ["n": String(rows.count)])
        page.values["date"] = .text(house.shell.site.moment(context.now).date(in: context.language))
        var context = context
        context.ownPath = nil
        return house.shell.render(page, in: context)
    }
}
