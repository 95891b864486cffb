import Access
import Audit
import City
import Gate
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Policy
import SignIn
import Web

/// What stands behind the gate's questions: the sign-in, the pages of every no, the audit, the signing key.
struct DoorRooms: Sendable {
    let house: SignInHouse
    let published: Published
    let refusals: RefusalLog
    /// Learns what was closed.
    let doors: OpenDoors
    let assertions: AssertionBook
    let clock: Clock
    let logger: Logger

    private var shell: Shell { house.shell }
    private var tickets: TicketPages {
        TicketPages(house) { refusal, host, fields in
            switch refusal {
            case .absent: doorPages.cookieAbsent(for: host, retry: "/", fields).page
            case .doubled: doorPages.cookieDoubled(signIn: "/").page
            default: FaultPage(refusal).page
            }
        }
    }
    private var doorPages: DoorPages { DoorPages(city: published.city) }

    /// The gate's function values; `portal` answers for the portal's own host.
    func rooms(portal: @escaping @Sendable (Request, ClientConnection) async -> Response) -> Rooms {
        var rooms = Rooms(
            signIn: { address, facts in await signIn(address, facts) },
            redeem: { use, facts in await redeem(use, facts) },
            refuse: { decision, facts in await refuse(decision, facts) },
            upstream: { failure, facts in answer(upstream(failure, facts), facts) },
            offNetwork: { app, facts in
                answer(doorPages.outside(of: app, at: "\(app.origin(port: facts.connection.port))/"), facts)
            },
            absent: { facts in answer(refusalPages.absent(asking(facts, context(facts))), facts) },
            cookies: { trouble, facts in cookies(trouble, facts) },
            portal: portal
        )
        rooms.noteActivity = { house.door.parts.table.note($0, at: $1) }
        rooms.closed = { doors.note($0) }
        rooms.explain = { refusal, facts in await explain(refusal, facts) }
        rooms.assertion = { session, app in
            let city = published.city
            return assertions.assertion(
                of: session,
                to: app.origin(port: city.portal.port),
                issuer: city.portal.origin,
                at: clock.now()
            )
        }
        rooms.refusal = { refusal, facts in
            guard let facts else { return OwnAnswer.response(to: refusal, wantsPage: true) }
            return self.refusal(refusal, facts)
        }
        return rooms
    }

    private var refusalPages: RefusalPages { RefusalPages(city: published.city, texts: shell.texts) }

    private func signIn(_ address: ReturnAddress, _ facts: RequestFacts) async -> Response {
        let context = context(facts)
        guard facts.wantsPage else {
            return shell.problem(FaultPage(SignInNeeded()).page, in: context).response()
        }
        return await attempt(facts) {
            try await tickets.begin(address, fields: facts.request.headerFields, context)
        }
    }

    private func redeem(_ use: TicketUse, _ facts: RequestFacts) async -> Response {
        let context = context(facts)
        return await attempt(facts) { try await tickets.redeem(use, context) }
    }

    private func refuse(_ decision: Decision, _ facts: RequestFacts) async -> Response {
        var context = context(facts)
        let trace = RefusalTrace(decision: decision, facts: facts)
        let entry = trace.entry(under: context.reference, from: facts.connection, at: context.now)
        await note(entry, reason: trace.reason, &context)
        logger.info(
            "refused",
            metadata: [
                "reference": "\(context.reference)", "app": "\(decision.app)",
                "reasons": "\(decision.reasons.map(\.code).joined(separator: ","))",
            ]
        )
        var asking = asking(facts, context)
        let headers = facts.request.headerFields
        let address = ReturnAddress(host: facts.host, port: facts.connection.port, target: facts.target)
        if [.confirm, .knowBrowser].contains(decision.remedy?.kind), facts.request.method == .get,
            let confirmation = try? tickets.confirmation(of: address, fields: headers, context)
        {
            asking.confirm = confirmation.url
            context.cookies.append(confirmation.cookie)
        }
        return shell.answer(refusalPages.page(for: decision, asking).page, to: facts.request, in: context)
    }

    private func upstream(_ failure: UpstreamFailure, _ facts: RequestFacts) -> FaultPage {
        let again = facts.request.method == .get ? address(facts) : "/"
        return switch failure.kind {
        case .slow: doorPages.slow(failure.app, after: failure.app.upstream.timeoutSeconds, at: again)
        case .untrusted: doorPages.untrusted(failure.app, at: again)
        case .down, .broken: doorPages.silent(failure.app, at: again)
        }
    }

    /// The door said yes and the app itself no: log line and audit tie the page's reference to the app's own log.
    private func explain(_ refusal: AppRefusal, _ facts: RequestFacts) async -> Response {
        var context = context(facts)
        let said = OwnRefusalTrace(app: refusal.app.key, status: refusal.status)
        await note(said.entry(facts, context), reason: "\(refusal.status)", &context)
        logger.info(
            "refused by the app itself",
            metadata: [
                "reference": "\(context.reference)", "app": "\(refusal.app.key)", "status": "\(refusal.status)",
            ]
        )
        return shell.answer(
            doorPages.ownNo(of: refusal.app, status: refusal.status).page,
            to: facts.request,
            in: context
        )
    }

    /// A refusal is shown even when the audit is down (S-37); a repeated one shows the first one's reference.
    private func note(_ entry: AuditEntry, reason: String, _ context: inout PageContext) async {
        do {
            context.reference = try await refusals.note(entry, reason: reason)
        } catch {
            logger.error("a refusal was not written to the audit", metadata: ["error": "\(error)"])
        }
    }

    private func cookies(_ trouble: CookieTrouble, _ facts: RequestFacts) -> Response {
        var context = context(facts)
        let page: FaultPage
        switch (trouble, facts.app) {
        case (.tooMany, let app?): page = doorPages.cookiesTooMany(of: app)
        case (.cleared, let app?): page = doorPages.cookiesCleared(of: app, at: "/")
        case (.framed, _): page = doorPages.framed(at: address(facts))
        default:
            for kind in [CookieKind.app, .nonce] { context.cookies += kind.ending }
            page = doorPages.cookieDoubled(signIn: "/")
        }
        return shell.answer(page.page, to: facts.request, in: context)
    }

    private func refusal(_ refusal: RequestRefusal, _ facts: RequestFacts) -> Response {
        switch (refusal, facts.app) {
        case (.origin, _): answer(doorPages.otherOrigin(at: address(facts)), facts)
        case (.worker, let app?): answer(doorPages.worker(of: app), facts)
        case (.absent, _): answer(refusalPages.absent(asking(facts, context(facts))), facts)
        default: answer(FaultPage(refusal.rawValue, status: refusal.status), facts)
        }
    }

    private func answer(_ page: FaultPage, _ facts: RequestFacts) -> Response {
        shell.answer(page.page, to: facts.request, in: context(facts))
    }

    /// An error of ours is an incident: never a door that opens (promise 6).
    private func attempt(_ facts: RequestFacts, _ work: () async throws -> Response) async -> Response {
        do {
            return try await work()
        } catch {
            let request = Request(head: facts.request, body: .init(buffer: ByteBuffer()))
            return shell.answer(error, to: request, in: context(facts), by: { _, _, _ in nil })
        }
    }

    /// The whole address of the request: a link to a target that begins with two slashes would lead elsewhere (S-18).
    private func address(_ facts: RequestFacts) -> String {
        ReturnAddress(host: facts.host, port: facts.connection.port, target: facts.target).url
    }

    private func asking(_ facts: RequestFacts, _ context: PageContext) -> Asking {
        Asking(
            language: context.language,
            portal: shell.site.origin(port: facts.connection.port),
            reference: context.reference,
            target: facts.target
        )
    }

    /// The page of a request on an app's host: it names nobody (S-43), but speaks the person's language.
    private func context(_ facts: RequestFacts) -> PageContext {
        let source = PageSource(logger: logger, connection: facts.connection, now: clock.now())
        var context = PageContext(source: source)
        context.lookOnAppHost(at: Request(head: facts.request, body: .init(buffer: ByteBuffer())))
        if let session = facts.session {
            context.enter(session.caller(on: facts.connection, at: context.now), binding: "")
            context.wear(session.look)
            context.binding = nil
        }
        return context
    }
}
