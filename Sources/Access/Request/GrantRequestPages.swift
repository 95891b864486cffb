package import City
import HTTPTypes
package import Hummingbird
package import People
import Policy
package import Store
package import Web

/// `/apps/{app}/request`: a refused agent asks the supervisor for a dated right, reads the answer, and goes on to the page that
/// was refused. Whether anything can be asked is judged anew each time.
package struct GrantRequestPages: Sendable {
    private let city: City
    private let shell: Shell
    private let database: any Database
    private let messages: MessageDesk
    private let circumstances: LauncherPages.Circumstances

    /// The pages of one installation under one city file.
    package init(
        city: City,
        shell: Shell,
        database: any Database,
        messages: MessageDesk,
        circumstances: @escaping LauncherPages.Circumstances
    ) {
        self.city = city
        self.shell = shell
        self.database = database
        self.messages = messages
        self.circumstances = circumstances
    }

    /// Adds `GET` and `POST /apps/{app}/request`.
    package func add(to router: Router<PageContext>) {
        router.get("/apps/{app}/request") { request, context in
            try await answer(request, context) { standing in
                let target = GrantRequest.target(request.uri.queryParameters["to"].map(String.init) ?? "")
                return shell.render(page(standing, target, "", context), in: context)
            }
        }
        router.post("/apps/{app}/request") { request, context in
            let form = try await Form(of: request)
            try shell.check(form, in: context)
            return try await answer(request, context) { try await ask($0, form, context) }
        }
    }

    /// Where an agent stands with an app: what the rules say now, whom to ask, and what was asked last.
    private struct Standing: Sendable {
        let agent: String
        let app: App
        let decision: Decision
        let newest: GrantRequest?
        /// The supervisor whom the decision names, by name.
        let approver: (number: String, name: String)?
        let answerer: String?
    }

    private func answer(
        _ request: Request,
        _ context: PageContext,
        _ work: (Standing) async throws -> Response
    ) async throws -> Response {
        let key = context.parameters.get("app") ?? ""
        guard let question = try await circumstances(context) else {
            return shell.redirect(to: "/sign-in", in: context)
        }
        let decision = city.ruleset.decide(question.about(key))
        guard let app = city.app(key: key), decision.verdict != .hide else { throw HTTPRefusal.notFound }
        let agent = question.subject.agent
        // Who sits beside the supervisor asks for nothing in their own name (AA-8).
        let isOwn = question.assurance.accompaniedBy == nil
        let standing = try await database.read { reading in
            let newest = try GrantRequestStore.newest(of: agent, for: key, in: reading)
            let supervisor = decision.reasons.lazy.compactMap { $0.remedy?.supervisor }.first
            return Standing(
                agent: agent,
                app: app,
                decision: decision,
                newest: newest,
                approver: try (isOwn ? supervisor : nil).flatMap { try name(of: $0, in: reading) },
                answerer: try newest?.answer.flatMap { try name(of: $0.by, in: reading)?.name }
            )
        }
        do { return try await work(standing) } catch let refusal as GrantRequestRefusal where refusal.status != 422 {
            var page = FaultPage(refusal, path: refusal == .tooMany ? "/" : address(of: app, refusal))
            page.isCalm = true
            return shell.answer(page.page, to: request.head, in: context)
        }
    }

    private func ask(_ standing: Standing, _ form: Form, _ context: PageContext) async throws -> Response {
        guard standing.decision.verdict != .permit, let approver = standing.approver else {
            throw GrantRequestRefusal.needless
        }
        do {
            let made = try GrantRequest.new(
                of: standing.app.key,
                by: standing.agent,
                to: approver.number,
                saying: form["words"],
                target: form["to"],
                at: context.now
            )
            let news = try await database.write { transaction in
                try GrantRequestStore.ask(made, in: transaction)
                let notice = GrantNotice(city: city, texts: shell.texts)
                return try notice.asked(of: approver.number, at: context.now, in: transaction)
            }
            try await messages.send(news, at: context.now)
            return shell.redirect(to: "/apps/\(standing.app.key)/request", in: context)
        } catch GrantRequestRefusal.words {
            var page = page(standing, GrantRequest.target(form["to"]), form["words"], context)
            page.status = .unprocessableContent
            page.mistakes = [FieldMistake(field: "words", code: GrantRequestRefusal.words.code)]
            return shell.render(page, in: context)
        }
    }

    private func page(_ standing: Standing, _ target: String, _ typed: String, _ context: PageContext) -> Page {
        let (app, newest) = (standing.app, standing.newest)
        let isOpen = standing.decision.verdict == .permit
        let waits = !isOpen && newest?.state == .open
        let canAsk = !isOpen && !waits && standing.approver != nil
        var page = Page(template: "grant-request", title: "grant-request.title")
        page.values = [
            "app": .text(app.name),
            "opens": .flag(isOpen),
            "address": .text(app.origin(port: context.connection.port) + (newest?.target ?? target)),
            "waits": .flag(waits),
            "words": .text(newest?.words ?? ""),
            "askedOn": .text(newest.map { shell.site.moment($0.askedAt).date(in: context.language) } ?? ""),
            "whom": standing.approver.map { .said("grant-request.whom", ["who": $0.name]) } ?? "",
            "answered": newest?.answer.map { .list([said($0, by: standing.answerer, context)]) } ?? .list([]),
            "canAsk": .flag(canAsk),
            "nobody": .flag(!isOpen && !waits && standing.approver == nil),
            "to": .text(target),
            "again": .text("/apps/\(app.key)/request"),
            "sheet": .text("/apps/\(app.key)"),
            "line": .field(
                Field("words", .plain, label: "grant-request.line", hint: "grant-request.line-hint", value: typed)
            ),
        ]
        return page
    }

    private func said(_ answer: GrantRequest.Answer, by name: String?, _ context: PageContext) -> Values {
        let until = answer.until.map { shell.site.moment($0.adding(seconds: -1)).dateWithYear(in: context.language) }
        return [
            "what": .said(
                until == nil ? "grant-request.declined" : "grant-request.given",
                ["who": name ?? answer.by, "date": until ?? ""]
            ),
            "answer": .text(answer.words),
        ]
    }

    private func address(of app: App, _ refusal: GrantRequestRefusal) -> String {
        "/apps/\(app.key)" + (refusal == .waiting ? "/request" : "")
    }

    private func name(of number: String, in reading: Reading) throws -> (number: String, name: String)? {
        try AgentStore.agent(number, in: reading).map { (number, $0.callerName.full) }
    }
}
