import Audit
import City
import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import Policy
import SignIn
import Store
package import Web

/// `/ready`: before the first day away from the office, signed in or not, one page with one verdict.
package struct ReadyPages: Sendable {
    static let path = "/ready"
    private let ready: ReadyHouse
    private var shell: Shell { ready.house.shell }

    /// The pages of one house.
    package init(_ ready: ReadyHouse) { self.ready = ready }

    /// Adds `/ready`, the code's form, and what its script asks for: the hour and a WebSocket.
    package func add(to router: Router<PageContext>) {
        router.get("/ready") { request, context in try await page(request, context) }
        router.post("/ready/clock") { request, context in try await clock(request, context) }
        router.get("/ready/time") { _, context in Self.time(context) }
        router.get("/ready/socket") { request, _ in try ReadySocketPages(request.head).response() }
    }

    /// A browser that brings no cookie of ours gets one and is sent round once: only its return shows whether it keeps any.
    private func page(_ request: Request, _ context: PageContext) async throws -> Response {
        let keeps = CookieKind.allCases.contains { $0.reading(request.headers) != .absent }
        if !keeps, isNavigation(request.headers), request.uri.queryParameters["round"] == nil {
            return shell.redirect(to: "\(Self.path)?round=1\(context.printing ? "&view=print" : "")", in: context)
        }
        return try await answer(request, context, nil)
    }

    /// The code of an app or a device, for the clock that made it.
    private func clock(_ request: Request, _ context: PageContext) async throws -> Response {
        let form = try await Form(of: request)
        try shell.check(form, in: context)
        guard let caller = context.caller else { throw SignInNeeded() }
        let visitor = ready.house.visitor(request, context)
        let reading = try await ready.house.door.clock(of: caller.agent, code: form["code"], from: visitor)
        return try await answer(request, context, reading)
    }

    private func answer(_ request: Request, _ context: PageContext, _ reading: ClockReading?) async throws -> Response {
        var context = context
        context.ownPath = Self.path
        let device = ReadyDevice(
            headers: request.headers,
            city: ready.city,
            connection: context.connection,
            fingerprint: ready.fingerprint,
            time: shell.site.moment(context.now).time(in: context.language)
        )
        let person = try await person(reading, context)
        let question = try await ready.circumstances(context)?.fromOutside
        let apps = question.map { asked in Launcher(city: ready.city) { asked.about($0.key) } }
        let report = ReadyReport(lines: device.lines + (person?.lines ?? []), apps: apps)
        await keep(report, &context)
        let sheet = ReadySheet(report: report, person: person, headers: request.headers, city: ready.city)
        var page = sheet.page(shell, context)
        if case .refused(let refusal)? = reading {
            page.status = HTTPResponse.Status(code: refusal.status)
            page.mistakes = ready.house.mistakes(refusal, field: "code", context)
        }
        return shell.render(page, in: context)
    }

    private func person(_ reading: ClockReading?, _ context: PageContext) async throws -> ReadyPerson? {
        guard let caller = context.caller else { return nil }
        let parts = ready.house.door.parts
        let found = try await parts.database.read { try parts.roll.person(caller.agent, at: context.now, in: $0) }
        return found.map { person in
            let since = shell.site.moment(person.since).date(in: context.language)
            return ReadyPerson(person: person, city: ready.city, since: since, clock: reading)
        }
    }

    /// The log has each check, the audit those of people we know; the page is shown even when the audit is down.
    private func keep(_ report: ReadyReport, _ context: inout PageContext) async {
        let trace = report.trace
        if let caller = context.caller {
            do {
                let entry = trace.entry(of: caller.agent, context)
                context.reference = try await ready.refusals.note(entry, reason: trace.kind)
            } catch {
                context.logger.error("a readiness check was not written to the audit", metadata: ["error": "\(error)"])
            }
        }
        context.logger.info(
            "readiness checked",
            metadata: ["reference": "\(context.reference)", "lines": "\(trace.kind)"]
        )
    }

    /// Seconds since 1970, to compare with.
    private static func time(_ context: PageContext) -> Response {
        var headers = SecurityHeaders.forData
        headers[.contentType] = "text/plain; charset=utf-8"
        let body = ResponseBody(byteBuffer: ByteBuffer(string: String(context.now.seconds)))
        return Response(status: .ok, headers: headers, body: body)
    }
}
