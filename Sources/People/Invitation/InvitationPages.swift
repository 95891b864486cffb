import HTTPTypes
package import Hummingbird
import Policy
import Store
package import Web

/// `POST /desk/hr/people/{number}/ready`: an HR officer invites one person to the readiness check.
package struct InvitationPages: Sendable {
    private let desk: HRDeskPages
    private var house: HRDeskHouse { desk.house }

    /// The act of one house.
    package init(_ house: HRDeskHouse) { desk = HRDeskPages(house) }

    /// Invites; the person's page then says so.
    @Sendable package func invite(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answerForm(request, context) { officer, _ in
            let number = context.number
            let invitation = ReadyInvitation(city: officer.city, texts: house.shell.texts, keys: house.keys)
            let messages = try await house.database.write {
                try officer.invite(number, with: invitation, at: context.now, in: $0)
            }
            guard let messages else { return nil }
            _ = try await house.press.send(messages, context.now)
            return house.shell.redirect(to: "/desk/hr/people/\(number)", in: context)
        }
    }
}
