import City
import HTTPTypes
import Hummingbird
import People
import Policy
import Web

/// What somebody reads whose password is right but whose credential opens nothing: the state, who acts next, the contact.
struct ToldPages: Sendable {
    private let house: SignInHouse

    init(_ house: SignInHouse) { self.house = house }

    func answer(_ state: CredentialState, since: Instant, _ holder: SessionHolder, _ context: PageContext) -> Response {
        let code = Self.code(of: state)
        let city = house.city()
        let contact = holder.subject.assignments.first.flatMap { city.contacts[$0.contacts.hrOffice] }
        var page = Page(template: "told", title: code, status: .forbidden)
        page.values["date"] = .text(house.shell.site.moment(since).date(in: context.language))
        page.values["why"] = .said("\(code).why")
        page.values["now"] = .said("\(code).now")
        page.values["office"] = .text(contact?.name ?? "")
        page.values["contact"] = contact.map { HelpContact($0).value } ?? .flag(false)
        page.help = contact.map(HelpContact.init)
        var context = context
        context.cookies.append(CookieKind.attempt.clearing())
        return house.render(page, at: "/sign-in", in: context)
    }

    private static func code(of state: CredentialState) -> String {
        switch state {
        case .suspended: "signin.suspended"
        case .left: "signin.left"
        case .closed: "signin.closed"
        case .declared, .profileCreated, .issued, .active: "signin.not-yet"
        }
    }
}
