package import City
package import Hummingbird
import People
import SignIn
package import Web

/// The guide for newcomers, structure by structure, from the city file: public and printable.
package struct GuidePages: Sendable {
    private let city: City
    private let shell: Shell

    /// The guide of a city.
    package init(city: City, shell: Shell) {
        self.city = city
        self.shell = shell
    }

    /// Adds `/guide` and `/guide/{department}`.
    package func add(to router: Router<PageContext>) {
        router.get("/guide") { _, context in shell.render(contents, in: context) }
        router.get("/guide/{department}") { _, context in
            let page = context.parameters.get("department").flatMap { self.page(of: $0) }
            guard let page else { throw HTTPRefusal.notFound }
            return shell.render(page, in: context)
        }
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
    func page(of key: String) -> Page? {
        guard let department = city.departments[key] else { return nil }
        var page = Page(template: "guide-structure", title: "guide.structure-title")
        let office = city.contacts[department.hrOffice].map(HelpContact.init)
        let helper = city.contacts[department.itContact].map(HelpContact.init)
        page.help = office
        page.values = [
            "dept": .text(department.name),
            "steps": .list(steps(of: department, office)),
            "offices": .list([office].compactMap { $0?.group }),
            "helpers": .list([helper].compactMap { $0?.group }),
            "printAddress": .text("/guide/\(department.key)?view=print"),
        ]
        return page
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
