import Audit
import HTTPTypes
package import Hummingbird
import Logging
import Policy
package import SignIn
import Store
package import Web

/// `/ready/false-site`: a look-alike is reported to the security desk; its address is kept as text and never opened.
package struct FalseSitePages: Sendable {
    private static let path = "/ready/false-site"
    private let house: SignInHouse
    private var shell: Shell { house.shell }

    /// The pages of one house.
    package init(_ house: SignInHouse) { self.house = house }

    /// Adds the form and its act.
    package func add(to router: Router<PageContext>) {
        router.get("/ready/false-site") { _, context in shell.render(form("", nil, context), in: context) }
        router.post("/ready/false-site") { request, context in try await report(request, context) }
    }

    private func report(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try shell.check(form, in: context)
        do {
            let site = try FalseSite(form["address"])
            if let refusal = try await keep(site, context) { throw refusal }
        } catch let refusal as FalseSiteRefusal {
            return shell.render(self.form(form["address"], refusal, context), in: context)
        }
        context.logger.warning("a false site was reported", metadata: ["reference": "\(context.reference)"])
        var page = FaultPage("false-site.thanks", status: 200)
        page.isCalm = true
        page.button = context.caller == nil ? "/sign-in" : "/password"
        page.buttonCode = context.caller == nil ? nil : "false-site.password"
        return shell.render(page.page, in: context)
    }

    /// Counted by who reports, and written to the audit in the same transaction.
    private func keep(_ site: FalseSite, _ context: PageContext) async throws -> FalseSiteRefusal? {
        let (agent, peer) = (context.caller?.agent, context.connection.peer)
        let parts = house.door.parts
        let reporter = ThrottleNames(keys: parts.keys).reporter(agent, peer: peer, of: "false-site")
        return try await parts.database.write { transaction in
            switch try ThrottleStore.admit([reporter], at: context.now, in: transaction) {
            case .slowed(let seconds): return .slowed(seconds: seconds)
            case .paused(let until): return .paused(until: until)
            case .open: break
            }
            let entry = AuditEntry(
                who: agent.map(AuditActor.agent) ?? .program,
                subject: agent,
                act: "false-site.reported",
                at: context.now.seconds,
                origin: AuditOrigin(channel: context.connection.channel.rawValue, address: peer),
                reference: context.reference,
                detail: AuditDetail(["address": site.address])
            )
            try AuditLog.record(entry, in: transaction)
            return nil
        }
    }

    private func form(_ typed: String, _ refusal: FalseSiteRefusal?, _ context: PageContext) -> Page {
        var page = Page(template: "false-site", title: "false-site.title")
        page.values["site"] = .field(
            Field("address", .plain, label: "false-site.address", hint: "false-site.hint", value: typed)
        )
        guard let refusal else { return page }
        var values = refusal.values
        if case .paused(let until) = refusal {
            values["until"] = shell.site.moment(until.adding(seconds: 59)).time(in: context.language)
        }
        page.status = HTTPResponse.Status(code: refusal.status)
        page.mistakes = [FieldMistake(field: "address", code: refusal.code, values: values)]
        return page
    }
}
