import City
import HTTPTypes
package import Hummingbird
import Policy
import Store
package import Web

/// What an IT contact does to the profile of one person: a page that shows exactly what will be written, then the writing.
package struct ITProfilePages: Sendable {
    private let desk: ITDeskPages
    private var house: ITDeskHouse { desk.house }

    /// The acts of one house.
    package init(_ house: ITDeskHouse) { desk = ITDeskPages(house) }

    /// `GET /desk/it/people/{number}/profile`: what will be written, to be checked.
    @Sendable package func check(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answer(request, context) { contact in
            guard let (progress, plan) = try await plan(contact, context) else { return nil }
            return house.shell.render(ITPlanSheet(plan: plan, person: progress.agent).page, in: context)
        }
    }

    /// `POST /desk/it/people/{number}/profile`: writes it as it was shown, or not at all.
    @Sendable package func write(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answerForm(request, context) { contact, form in
            guard let (_, plan) = try await plan(contact, context) else { return nil }
            guard plan.mark == form["plan"] else { throw ITDeskRefusal.changed }
            guard try await house.database.write({ try contact.begin(plan, at: context.now, in: $0) }) else {
                return nil
            }
            do throws(DirectoryFault) {
                guard try await house.directory.carry(plan) != nil else {
                    throw .refused("it was written, and is not found by its employee number")
                }
            } catch {
                desk.log(error, context)
                try await house.database.write { try contact.fail(plan, for: error, at: context.now, in: $0) }
                throw ITDeskRefusal(error)
            }
            try await house.database.write { try contact.finish(plan, at: context.now, in: $0) }
            return house.shell.redirect(to: "/desk/it/people/\(context.number)", in: context)
        }
    }

    /// `POST /desk/it/people/{number}/profile/step`: makes the step that waits, from a profile that is there.
    @Sendable package func step(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answerForm(request, context) { contact, _ in
            guard try await person(contact, context) != nil else { return nil }
            guard let entry = try await desk.look(for: context.number, context) else { throw ITDeskRefusal.step }
            let isMade = try await house.database.write {
                try contact.found(entry, of: context.number, at: context.now, in: $0)
            }
            return isMade ? house.shell.redirect(to: "/desk/it/people/\(context.number)", in: context) : nil
        }
    }

    /// The person and what would be written now; nil for whoever is not in scope.
    private func plan(_ contact: ITContact, _ context: PageContext) async throws -> (DossierProgress, DirectoryPlan)? {
        guard let progress = try await person(contact, context) else { return nil }
        let entry = try await desk.look(for: context.number, context)
        guard let directory = contact.city.directory else { throw ITDeskRefusal.noDirectory }
        guard directory.creation != nil else { throw ITDeskRefusal.readOnly }
        guard let plan = contact.comparison(progress, with: entry)?.plan(in: directory) else {
            throw ITDeskRefusal.needless
        }
        return (progress, plan)
    }

    /// Somebody to whose profile something may be done.
    private func person(_ contact: ITContact, _ context: PageContext) async throws -> DossierProgress? {
        try await house.database.read { reading in
            guard let progress = try contact.person(context.number, in: reading) else { return nil }
            if let refusal = try contact.refusal(on: progress, in: reading) { throw refusal }
            return progress
        }
    }
}
