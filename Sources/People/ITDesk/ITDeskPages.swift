import City
import HTTPTypes
package import Hummingbird
import Logging
import Policy
import Store
package import Web

/// `/desk/it`: the people of an IT contact's own departments, their profiles and devices. A person of another department and
/// one who is nobody are answered alike, and both are logged (S-28, X-51).
package struct ITDeskPages: Sendable {
    let house: ITDeskHouse
    private var noes: DeskRefusalPages { DeskRefusalPages(shell: house.shell, refusals: house.refusals) }

    /// The pages of one house.
    package init(_ house: ITDeskHouse) { self.house = house }

    /// `GET /desk/it`: who waits for a profile, the late ones first; a search looks among all of the own people.
    @Sendable package func list(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(request, context) { contact in
            let question = ITDeskSheet.question(of: contact.city) {
                request.uri.queryParameters[Substring($0)].map(String.init) ?? ""
            }
            return try await list(question, contact, context)
        }
    }

    /// `GET /desk/it/people/{number}`: the profile beside the feed, field by field, and the devices.
    @Sendable package func person(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(request, context) { contact in
            let seen = try await house.database.write { [rooms = house.rooms] transaction in
                try contact.open(context.number, at: context.now, in: transaction).map { progress in
                    (
                        progress, try contact.refusal(on: progress, in: transaction),
                        try rooms.devices(context.number, context.now, transaction)
                    )
                }
            }
            guard let (progress, refusal, devices) = seen else { return nil }
            var sheet = ITPersonSheet(progress: progress, refusal: refusal, devices: devices, site: house.shell.site)
            do {
                let entry = try await look(for: context.number, context)
                sheet.comparison = contact.comparison(progress, with: entry)
                sheet.plan = contact.city.directory.flatMap { sheet.comparison?.plan(in: $0) }
                sheet.isWriting = contact.city.directory?.creation != nil
            } catch let fault as ITDeskRefusal { sheet.fault = fault }
            return house.shell.render(sheet.page(context.language), in: context)
        }
    }

    /// `POST /desk/it/traces`: what stands behind a reference that one of the own people saw.
    @Sendable package func trace(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answerForm(request, context) { contact, form in
            guard let reference = Reference(form["reference"]) else {
                let mistake = FieldMistake(field: "reference", code: "it.reference-form")
                let question = ITDeskSheet.question(of: contact.city) { _ in "" }
                return try await list(question, contact, context, typed: form["reference"], [mistake])
            }
            let found = try await house.database.write {
                try contact.trace(reference, at: context.now, in: $0)
            }
            guard let (record, progress) = found else { return nil }
            let trace = house.rooms.trace(record, context.language)
            let sheet = ITTraceSheet(record: record, trace: trace, person: progress.agent, site: house.shell.site)
            var context = context
            context.ownPath = nil
            return house.shell.render(sheet.page(reference, context.language), in: context)
        }
    }

    /// The profile of an employee number; the operator finds a fault's own words in the log, under the page's reference.
    func look(for number: String, _ context: PageContext) async throws -> DirectoryEntry? {
        guard house.city().directory != nil else { throw ITDeskRefusal.noDirectory }
        do throws(DirectoryFault) { return try await house.directory.profile(of: number) } catch {
            log(error, context)
            throw ITDeskRefusal(error)
        }
    }

    func log(_ fault: DirectoryFault, _ context: PageContext) {
        let words = Logger.MetadataValue.string(fault.words)
        let reference = Logger.MetadataValue.string(context.reference.description)
        context.logger.error("the directory gave no answer", metadata: ["fault": words, "reference": reference])
    }

    private func list(
        _ question: DeskQuestion,
        _ contact: ITContact,
        _ context: PageContext,
        typed: String = "",
        _ mistakes: [FieldMistake] = []
    ) async throws -> Response {
        let (list, counts, own) = try await house.database.read { reading in
            (
                try DeskStore.list(question, contact.scope, in: contact.city, from: reading),
                try DeskStore.counts(contact.scope, in: contact.city, from: reading),
                try DeskStore.departments(contact.scope, in: reading)
            )
        }
        let departments = own.map { contact.city.departments[$0]?.name ?? $0 }.joined(separator: ", ")
        let sheet = ITDeskSheet(
            list: list,
            waiting: counts.mine,
            question: question,
            hasStep: contact.city.dossier.hasProfileStep
        )
        var page = sheet.page(departments, typed: typed)
        page.status = mistakes.isEmpty ? .ok : .unprocessableContent
        page.mistakes = mistakes
        var context = context
        context.ownPath = sheet.address
        return house.shell.render(page, in: context)
    }

    /// Does the work for an IT contact; nil means a person who is not in scope.
    func answer(
        _ request: Request,
        _ context: PageContext,
        _ work: (ITContact) async throws -> Response?
    ) async throws -> Response {
        guard let caller = context.caller, caller.desks.contains(.it) else {
            return await noes.absent(request, context)
        }
        do {
            let contact = ITContact(caller.agent, in: house.city(), at: context.now)
            guard let response = try await work(contact) else { return await noes.absent(request, context) }
            return response
        } catch let refusal as ITDeskRefusal {
            let back = "/desk/it/people/\(context.number)"
            return await noes.refuse(refusal, back: back, isCalm: refusal.status != 403, request, context)
        }
    }

    /// The same for a form of our own page (S-17).
    func answerForm(
        _ request: Request,
        _ context: PageContext,
        _ work: (ITContact, Form) async throws -> Response?
    ) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        return try await answer(request, context) { try await work($0, form) }
    }
}
