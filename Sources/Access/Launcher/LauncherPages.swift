package import City
import HTTPTypes
package import Hummingbird
import NIOCore
package import Policy
package import Web

/// The home page and the sheet of each app.
package struct LauncherPages: Sendable {
    /// What the rules are asked for this request, the app still to be named; nil when nobody is signed in.
    package typealias Circumstances = @Sendable (PageContext) async throws -> Question?

    /// What the slices of the agent space lay on the caller's home.
    package typealias Cards = @Sendable (PageContext) async throws -> [Card]

    private let city: City
    private let shell: Shell
    private let circumstances: Circumstances
    private let cards: Cards
    private let name: @Sendable (String) -> String?

    /// `name` gives the name of an agent by number.
    package init(
        city: City,
        shell: Shell,
        circumstances: @escaping Circumstances,
        cards: @escaping Cards = { _ in [] },
        name: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.city = city
        self.shell = shell
        self.circumstances = circumstances
        self.cards = cards
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
        return shell.render(page(of: launcher, try await cards(context), caller, context), in: context)
    }

    func page(of launcher: Launcher, _ cards: [Card], _ caller: Caller, _ context: PageContext) -> Page {
        let pages = RefusalPages(city: city, texts: shell.texts)
        return HomeSheet(launcher: launcher, cards: cards, pages: pages, asking: asking(context)).page(
            caller,
            today: shell.site.moment(context.now).date(in: context.language),
            port: context.connection.port
        )
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
