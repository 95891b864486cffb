import City
import HTTPTypes
package import Hummingbird
import Policy
import Store
package import Web

/// `/desk/contacts`: what pages print about the offices that an HR officer or an IT contact holds, for them to confirm, and
/// what callers say. A contact of somebody else and one that is none are answered alike, and logged (S-28).
package struct ContactDeskPages: Sendable {
    private let house: HRDeskHouse
    private var noes: DeskRefusalPages { DeskRefusalPages(shell: house.shell, refusals: house.refusals) }

    /// The pages of one house.
    package init(_ house: HRDeskHouse) { self.house = house }

    /// `GET /desk/contacts`: those that are due first.
    @Sendable package func list(_ request: Request, _ context: PageContext) async throws -> Response {
        guard let agent = holder(context) else { return await noes.absent(request, context) }
        let city = house.city()
        let held = try await house.database.read { [now = context.now] in
            try ContactStore.held(by: agent, in: city, at: now, from: $0)
        }
        var page = Page(template: "contact-desk", title: "contacts.title", status: .ok)
        page.values["contacts"] = .list(held.map { values($0, context) })
        page.values["some"] = .flag(!held.isEmpty)
        return house.shell.render(page, in: context)
    }

    /// `POST /desk/contacts/{contact}/confirmation`: the holder says that the details are right.
    @Sendable package func confirm(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try house.shell.check(form, in: context)
        guard let agent = holder(context), let id = context.parameters.get("contact") else {
            return await noes.absent(request, context)
        }
        let city = house.city()
        let isDone = try await house.database.write { [now = context.now] in
            try ContactStore.confirm(id, by: agent, in: city, at: now, in: $0)
        }
        guard isDone else { return await noes.absent(request, context) }
        return house.shell.redirect(to: "/desk/contacts", in: context)
    }

    private func holder(_ context: PageContext) -> String? {
        guard let caller = context.caller, !caller.desks.isDisjoint(with: [.hr, .it]) else { return nil }
        return caller.agent
    }

    private func values(_ standing: ContactStanding, _ context: PageContext) -> Values {
        let (now, site) = (context.now, house.shell.site)
        var values = HelpContact(standing.contact).group
        let date = standing.confirmedAt.map { site.moment($0).dateWithYear(in: context.language) }
        values["id"] = .text(standing.contact.id)
        values["due"] = .flag(standing.isDue(at: now))
        values["since"] = date.map { .said("contacts.confirmed", ["date": $0]) } ?? .said("contacts.never")
        values["silent"] = .flag(standing.isSilent)
        let (yes, no) = standing.answers
        values["answers"] = .said("contacts.answers", ["yes": String(yes), "no": String(no)])
        values["asked"] = .flag(yes + no > 0)
        return values
    }
}
