package import City
package import Hummingbird
import People
import Policy
package import Web

/// The pages that anybody may read: cookies, accessibility, legal notices, personal data, help.
package struct StaticPages: Sendable {
    private let city: City
    private let shell: Shell

    package init(city: City, shell: Shell) {
        self.city = city
        self.shell = shell
    }

    /// Adds `/cookies`, `/accessibility`, `/legal`, `/personal-data`, `/help`, `/device` and `/framed`.
    package func add(to router: Router<PageContext>) {
        router.get("/cookies") { _, context in shell.render(Self.cookies, in: context) }
        router.get("/accessibility") { _, context in shell.render(accessibility(context), in: context) }
        router.get("/legal") { _, context in shell.render(legal, in: context) }
        router.get("/personal-data") { _, context in shell.render(personalData, in: context) }
        router.get("/help") { _, context in shell.render(help, in: context) }
        router.get("/device") { request, context in shell.render(Self.device(request), in: context) }
        router.get("/framed") { _, context in
            let portal = shell.site.origin(port: context.connection.port)
            return shell.render(DoorPages(city: city).framed(at: "\(portal)/").page, in: context)
        }
    }

    /// The catalogue of our cookies, from the same value that the code sets them by.
    package static var cookies: Page {
        var page = Page(template: "cookies", title: "cookies.title")
        page.values["kinds"] = .list(
            CookieKind.allCases.map { kind in
                [
                    "name": .text(kind.rawValue),
                    "purpose": .said("cookies.\(kind)"),
                    "life": .said("cookies.life-\(kind.lifeCode)"),
                ]
            }
        )
        return page
    }

    /// What can be told of a device without a script: its connection, browser, cookies and, to compare, the hour here.
    static func device(_ request: Request) -> Page {
        let browser = Browser(request.headers)
        let keeps = CookieKind.allCases.contains { $0.reading(request.headers) != .absent }
        var page = Page(template: "device", title: "device.title")
        page.values = [
            "browser": browser.map { .said("browser.\($0.rawValue)") } ?? .said("device.unknown"),
            "browserMark": .text(browser == nil || browser == .inApp ? "later" : "open"),
            "cookies": .said(keeps ? "device.fine" : "device.unseen"),
            "cookiesMark": .text(keeps ? "open" : "later"),
            "check": .text(CookieCheckPages.path),
        ]
        return page
    }

    func accessibility(_ context: PageContext) -> Page {
        var page = Page(template: "accessibility", title: "accessibility.title")
        page.values["employer"] = .text(employer)
        page.values["address"] = .text(shell.site.origin(port: context.connection.port))
        page.values["contactLine"] = .optional(firstContact?.line)
        page.values["contacts"] = .list(firstContact.map { [$0.group] } ?? [])
        return page
    }

    var legal: Page {
        sections("legal", ["publisher", "host", "access", "software"], ["notice": shell.site.notice])
    }

    var personalData: Page {
        sections("personal-data", ["what", "why", "who", "kept", "rights"], [:])
    }

    /// Whom to call, structure by structure: the public list (S-21).
    var help: Page {
        var page = Page(template: "help", title: "help.title")
        page.values["offices"] = .list(
            city.departments.values.sorted { $0.name < $1.name }.compactMap { department in
                city.contacts[department.hrOffice].map { contact in
                    HelpContact(contact).group.merging(["department": .text(department.name)]) { own, _ in own }
                }
            }
        )
        page.values["host"] = .text(city.portal.host)
        return page
    }

    private var employer: String {
        city.employers.values.map(\.name).sorted().first ?? city.name
    }

    private var firstContact: HelpContact? {
        city.departments.values.sorted { $0.key < $1.key }.lazy
            .compactMap { city.contacts[$0.itContact] }.first.map(HelpContact.init)
    }

    private func sections(_ name: String, _ parts: [String], _ more: [String: String]) -> Page {
        var page = Page(template: "sections", title: "\(name).title")
        let values = ["employer": employer, "host": city.portal.host].merging(more) { own, _ in own }
        page.values["sections"] = .list(
            parts.map { ["title": .said("\(name).\($0)"), "words": .said("\(name).\($0).text", values)] }
        )
        page.values["notice"] = .optional(more["notice"])
        return page
    }
}

extension CookieKind {
    /// The text code of its life.
    var lifeCode: String {
        switch lifetime {
        case nil: "session"
        case 600?: "minutes"
        case 3_600?: "hour"
        case .some(let seconds): seconds > 90 * 86_400 ? "year" : "month"
        }
    }
}
