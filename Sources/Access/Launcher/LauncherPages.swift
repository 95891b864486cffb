package import City
import HTTPTypes
package import Hummingbird
import NIOCore
package import People
package import Policy
package import Web

/// The home page and the sheet of each app.
package struct LauncherPages: Sendable {
    /// What the rules are asked for this request, the app still to be named; nil when nobody is signed in.
    package typealias Circumstances = @Sendable (PageContext) async throws -> Question?

    /// What waits for the caller besides apps.
    package typealias Lines = @Sendable (PageContext) async throws -> [ResetLine]

    private let city: City
    private let shell: Shell
    private let circumstances: Circumstances
    private let lines: Lines
    private let name: @Sendable (String) -> String?

    /// `name` gives the name of an agent by number.
    package init(
        city: City,
        shell: Shell,
        circumstances: @escaping Circumstances,
        lines: @escaping Lines = { _ in [] },
        name: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.city = city
        self.shell = shell
        self.circumstances = circumstances
        self.lines = lines
        self.name = name
    }

    /// Adds `/`, `/my-access`, `/apps/{app}` and `/apps/{app}/reminder`.
    package func add(to router: Router<PageContext>) {
        router.get("/") { _, context in try await home(context) }
        router.get("/my-access") { request, context in try await myAccess(request, context) }
        router.get("/apps/{app}/reminder") { _, context in
            try await reminder(of: context.parameters.get("app") ?? "", context)
        }
        router.get("/apps/{app}") { request, context in
            try await sheet(of: context.parameters.get("app") ?? "", request, context)
        }
    }

    private func home(_ context: PageContext) async throws -> Response {
        guard let question = try await circumstances(context), let caller = context.caller else {
            return shell.redirect(to: "/sign-in", in: context)
        }
        let launcher = Launcher(city: city) { app in question.about(app.key) }
        var page = page(of: launcher, caller, context)
        page.values["lines"] = .list(
            try await lines(context).map { line in
                ["words": .said(line.code, ["n": String(line.count)]), "address": .text(line.address)]
            }
        )
        return shell.render(page, in: context)
    }

    func page(of launcher: Launcher, _ caller: Caller, _ context: PageContext) -> Page {
        let pages = RefusalPages(city: city, texts: shell.texts)
        var page = Page(template: "launcher", title: "home.title")
        page.values = [
            "first": .text(caller.name.first),
            "lines": .list([]),
            "accompanied": .flag(caller.assurance.accompaniedBy != nil),
            "holdsHR": .flag(caller.desks.contains(.hr)),
            "holdsTeam": .flag(caller.desks.contains(.supervisor)),
            "holdsIT": .flag(caller.desks.contains(.it)),
            "today": .text(shell.site.moment(context.now).date(in: context.language)),
            "someOpen": .flag(!launcher.open.isEmpty),
            "someClosed": .flag(!launcher.closed.isEmpty),
            "nothing": .flag(launcher.open.isEmpty && launcher.closed.isEmpty),
            "open": .list(
                launcher.open.map { entry in
                    [
                        "name": .text(entry.app.name),
                        "address": .text(entry.address(port: context.connection.port)),
                    ]
                }
            ),
            "closed": .list(launcher.closed.map { closed($0, pages, context) }),
        ]
        return page
    }

    private func closed(_ entry: Launcher.Entry, _ pages: RefusalPages, _ context: PageContext) -> Values {
        let page = pages.page(for: entry.decision, asking(context))
        let waits = entry.decision.remedy.map { $0.reach <= .agentLater } ?? false
        return [
            "name": .text(entry.app.name),
            "what": .said(page.code, page.values),
            "label": page.label,
            "mark": .text(waits ? "later" : "closed"),
            "now": page.parts.dropFirst().first?.lines.first ?? "",
            "address": .text("/apps/\(entry.app.key)"),
        ]
    }

    /// Where and when an app opens for this caller; what is hidden from them does not exist.
    private func sheet(of key: String, _ request: Request, _ context: PageContext) async throws -> Response {
        guard let question = try await circumstances(context) else {
            return shell.redirect(to: "/sign-in", in: context)
        }
        let decisions = city.ruleset.decisions(on: question.about(key))
        guard let app = city.app(key: key), decisions[0].verdict != .hide else { throw HTTPRefusal.notFound }
        let sheet = AppSheet(app: app, city: city, question: question.about(key), decisions: decisions)
        return shell.answer(sheet.page(shell, asking(context), context), to: request.head, in: context)
    }

    private func myAccess(_ request: Request, _ context: PageContext) async throws -> Response {
        guard let question = try await circumstances(context) else {
            return shell.redirect(to: "/sign-in", in: context)
        }
        let access = MyAccess(
            launcher: Launcher(city: city) { app in question.about(app.key) },
            city: city,
            question: question,
            pages: RefusalPages(city: city, texts: shell.texts),
            asking: asking(context)
        )
        return shell.answer(access.page(printedAt: "/my-access?view=print"), to: request.head, in: context)
    }

    /// When an app opens again, for the person's own calendar; nothing where it does not wait for an hour.
    private func reminder(of key: String, _ context: PageContext) async throws -> Response {
        guard let question = try await circumstances(context) else {
            return shell.redirect(to: "/sign-in", in: context)
        }
        let decision = city.ruleset.decide(question.about(key))
        guard let app = city.app(key: key), decision.verdict != .hide, let opening = decision.opening else {
            throw HTTPRefusal.notFound
        }
        let port = context.connection.port
        let reminder = Reminder(
            title: shell.texts("reminder.title", in: context.language, ["app": app.name]),
            address: "\(app.origin(port: port))/",
            name: "\(app.key)-\(opening.seconds)@\(city.portal.host)",
            from: opening,
            madeAt: context.now
        )
        return Self.file(reminder, named: app.key)
    }

    /// `name` is the app's key, of letters, digits and hyphens.
    private static func file(_ reminder: Reminder, named name: String) -> Response {
        var headers = SecurityHeaders.forData
        headers[.contentType] = "text/calendar; charset=utf-8"
        headers[.contentDisposition] = "attachment; filename=\"\(name).ics\""
        let body = ResponseBody(byteBuffer: ByteBuffer(string: reminder.text))
        return Response(status: .ok, headers: headers, body: body)
    }

    private func asking(_ context: PageContext) -> Asking {
        Asking(language: context.language, portal: "", reference: context.reference, name: name)
    }
}

extension Question {
    /// The same question about another app.
    func about(_ app: String) -> Question {
        var question = self
        question.app = app
        return question
    }
}
