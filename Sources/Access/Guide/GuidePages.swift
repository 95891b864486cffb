package import City
package import Hummingbird
import People
import SignIn
package import Web

/// The guide for newcomers, structure by structure, from the city file: public and printable.
package struct GuidePages: Sendable {
    private let city: City
    private let shell: Shell
    private let words: GuideWords

    /// The guide of a city.
    package init(city: City, shell: Shell, words: GuideWords) {
        (self.city, self.shell, self.words) = (city, shell, words)
    }

    /// Adds `/guide`, `/guide/{department}` and the question under each contact.
    package func add(to router: Router<PageContext>) {
        router.get("/guide") { _, context in shell.render(contents, in: context) }
        router.get("/guide/{department}", use: show)
        router.post("/guide/{department}/contacts/{contact}/answer", use: take)
    }

    /// `GET /guide/{department}`.
    @Sendable private func show(_ request: Request, _ context: PageContext) async throws -> Response {
        try await answer(nil, context)
    }

    /// `POST /guide/{department}/contacts/{contact}/answer`: whether somebody answered there; whoever says so is thanked.
    @Sendable private func take(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try shell.check(form, in: context)
        guard let department = context.parameters.get("department").flatMap({ city.departments[$0] }),
            let id = context.parameters.get("contact"), [department.hrOffice, department.itContact].contains(id),
            let contact = city.contacts[id], let said = ContactAnswer(rawValue: form["answer"])
        else { throw HTTPRefusal.notFound }
        let visitor = SignInVisitor(connection: context.connection, now: context.now, reference: context.reference)
        try await words.count(said, of: id, in: city, from: visitor)
        return try await answer(contact, context)
    }

    private func answer(_ thanked: Contact?, _ context: PageContext) async throws -> Response {
        let key = context.parameters.get("department") ?? ""
        let delay = await words.delays(in: city, at: context.now)[key]
        guard var page = page(of: key, delay) else { throw HTTPRefusal.notFound }
        if let thanked { page.values["thanks"] = .said("guide.thanks", ["contact": thanked.name]) }
        var context = context
        context.ownPath = "/guide/\(key)"
        return shell.render(page, in: context)
    }

    /// Every structure by its name, for somebody who has a letter in hand and nothing else.
    var contents: Page {
        var page = Page(template: "guide", title: "guide.title")
        page.values["structures"] = .list(
            city.departments.values.sorted { $0.name < $1.name }.map { department in
                [
                    "name": .text(department.name), "acronym": .text(department.acronym),
                    "address": .text("/guide/\(department.key)"),
                ]
            }
        )
        return page
    }

    /// What an agent of one structure needs on the first day; nil where there is no such structure.
    func page(of key: String, _ delay: DossierDelay? = nil) -> Page? {
        guard let department = city.departments[key] else { return nil }
        var page = Page(template: "guide-structure", title: "guide.structure-title")
        let office = city.contacts[department.hrOffice].map(HelpContact.init)
        page.help = office
        page.values = [
            "dept": .text(department.name),
            "steps": .list(steps(of: department, office) + [Self.duration(delay)]),
            "offices": .list([department.hrOffice].compactMap { contact($0, of: department) }),
            "helpers": .list([department.itContact].compactMap { contact($0, of: department) }),
            "thanks": "",
            "printAddress": .text("/guide/\(department.key)?view=print"),
        ]
        return page
    }

    private func contact(_ id: String, of department: Department) -> Values? {
        city.contacts[id].map { contact in
            HelpContact(contact).group.merging(
                ["answerAddress": .text("/guide/\(department.key)/contacts/\(id)/answer")]
            ) { $1 }
        }
    }

    /// How long it lately took: told, never promised.
    private static func duration(_ delay: DossierDelay?) -> Values {
        let values = ["days": String(max(1, delay?.days ?? 0)), "cases": String(delay?.cases ?? 0)]
        return [
            "asked": .said("guide.duration.asked"),
            "told": .said(delay == nil ? "guide.duration-unknown" : "guide.duration", values),
        ]
    }

    /// Question by question, in the order in which a newcomer meets them.
    private func steps(of department: Department, _ office: HelpContact?) -> [Values] {
        let life = department.session
        let values = [
            "office": office?.name ?? department.name,
            "host": city.portal.host,
            "fewest": String(PasswordRule.fewest),
            "minutes": String(max(1, life.idleSeconds / 60)),
            "hours": String(max(1, life.absoluteSeconds / 3600)),
        ]
        let isOwn = department.accounts == .agent && city.messages.sms != nil
        let codes = [
            isOwn ? "guide.own" : "guide.issuer", department.identifier == .number ? "guide.number" : "guide.name",
            "guide.password",
            "guide.factor-\(department.factor.code)", "guide.address", "guide.session",
        ]
        return codes.map { ["asked": .said("\($0).asked", values), "told": .said($0, values)] }
    }
}

extension FactorRule {
    /// The end of the text code that names the factors.
    fileprivate var code: String {
        given.isEmpty ? "none" : given.map(\.rawValue).sorted().joined(separator: "-")
    }
}
