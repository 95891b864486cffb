package import City
package import HTTPTypes
package import Policy
package import SignIn
package import Web

/// What becomes of one request: the whole of the gate's judgement, made from memory alone.
package enum Admission: Sendable {
    /// The portal's own page.
    case portal
    /// The app gets it, for this person.
    case permitted(App, LiveSession)
    /// Another room answers.
    case room(Room)
    /// The gate itself refuses.
    case refused(RequestRefusal)

    /// Which room answers, with what it must know.
    package enum Room: Sendable {
        case signIn(ReturnAddress)
        case redeem(TicketUse)
        case refuse(Decision)
        case offNetwork(App)
        case absent
        case cookies(CookieTrouble)
        case clearCookies
        case preflight(Preflight)
    }
}

/// One request before the gate, with all that its judgement reads.
package final class Arrival: Sendable {
    package let head: RequestHead
    package let cookies: CookieHeader
    /// The listener's channel and the peer: all that the connection may say (S-3).
    package let connection: ClientConnection
    package let time: LocalTime

    package init(head: RequestHead, cookies: CookieHeader, connection: ClientConnection, time: LocalTime) {
        self.head = head
        self.cookies = cookies
        self.connection = connection
        self.time = time
    }

    /// Judges the request against one snapshot.
    package func admission(_ tables: GateTables) -> Admission {
        guard let site = tables.site(of: head.authority.host) else { return .refused(.misdirected) }
        if isLoop(tables) { return .refused(.loop) }
        switch site {
        case .portal: return .portal
        case .alias(let app): return .room(.offNetwork(app))
        case .app(let app): return admission(app, tables)
        case .absent: return admission(nil, tables)
        }
    }

    /// The same steps for an app and for no app, so that neither can be told from the other without a session.
    private func admission(_ app: App?, _ tables: GateTables) -> Admission {
        let fetch = FetchContext(head, port: connection.port)
        do throws(RequestRefusal) {
            if try Target.isOurs(head.bytes, head.target) { return ours(fetch) }
        } catch {
            return .refused(error)
        }
        if head.hasUnderscore, app?.traffic.underscoreHeaders != true { return .refused(.underscore) }
        if let refused = strangers(app, fetch) { return refused }
        if cookies.isDoubled(CookieHeader.Name.app) { return .room(.cookies(.doubled)) }
        guard let session = session(tables) else { return signIn() }
        guard let app else { return .room(.absent) }
        return decide(app, session, tables)
    }

    /// Requests that other origins or workers caused, and upgrades (S-10, S-42, S-43).
    private func strangers(_ app: App?, _ fetch: FetchContext) -> Admission? {
        if fetch.isFramedElsewhere { return .room(.cookies(.framed)) }
        if head.says(.serviceWorker, "script"), app?.traffic.serviceWorker != true { return .refused(.worker) }
        if Upgrade(head, among: app?.traffic.upgrades ?? []) != nil {
            let listed = app?.traffic.websocketOrigins ?? []
            return fetch.hasOwnOrigin || fetch.isOrigin(among: listed) ? nil : .refused(.origin)
        }
        guard fetch.isFromElsewhere, !fetch.isTopLevelNavigation else { return nil }
        guard fetch.isOrigin(among: app?.traffic.origins ?? []) else { return .refused(.origin) }
        return Preflight(head).map { .room(.preflight($0)) }
    }

    private func decide(_ app: App, _ session: LiveSession, _ tables: GateTables) -> Admission {
        let question = Question(
            subject: session.subject,
            app: app.key,
            channel: connection.channel,
            device: session.device(at: time.instant),
            assurance: session.assurance,
            time: time
        )
        let decision: Decision
        do throws(RequestRefusal) {
            decision = try self.decision(on: question, by: tables.city.ruleset)
        } catch {
            return .refused(error)
        }
        guard decision.verdict == .permit else { return .room(.refuse(decision)) }
        if isActivity(app) { tables.rooms.noteActivity(session.id, time.instant) }
        return .permitted(app, session)
    }

    /// One look at the rules; an app with paths is decided by the paths that the request reaches.
    func decision(on question: Question, by rules: Ruleset) throws(RequestRefusal) -> Decision {
        guard let rule = rules.rules[question.app], rule.isStrict else { return rules.decide(question) }
        return try PathDecision(head: head, origin: origin, rules: rules).decision(on: question, by: rule)
    }

    /// Under `/.nomade/` on an app host.
    private func ours(_ fetch: FetchContext) -> Admission {
        let path = head.text(head.target).utf8.prefix { $0 != Octet.question }
        if path.elementsEqual("/.nomade/ticket".utf8), head.isMethod("GET") {
            let fields = request.headerFields
            let token = TicketQuery.token(in: head.text(head.target))
            let host = head.authority.host
            return .room(.redeem(TicketUse(host: host, port: connection.port, token: token, fields: fields)))
        }
        if path.elementsEqual("/.nomade/clear-cookies".utf8), head.isMethod("POST") {
            return fetch.isFromElsewhere ? .refused(.origin) : .room(.clearCookies)
        }
        return .refused(.absent)
    }

    private func signIn() -> Admission {
        let target = head.isSafe ? head.text(head.target) : "/"
        return .room(.signIn(ReturnAddress(host: head.authority.host, port: connection.port, target: target)))
    }

    /// The session that the app cookie opens on this very host; nil where two came.
    func session(_ tables: GateTables) -> LiveSession? {
        guard let token = cookies.value(CookieHeader.Name.app) else { return nil }
        return tables.sessions.find(token, head.authority.host, time.instant)
    }

    /// Activity is a navigation or an unsafe method, unless the app says so (S-15).
    private func isActivity(_ app: App) -> Bool {
        app.traffic.activity == .all || !head.isSafe || FetchContext(head, port: connection.port).isNavigation
    }

    private func isLoop(_ tables: GateTables) -> Bool {
        head.fields.contains { field in
            field.meaning == .via
                && head.text(field.value).utf8.split(separator: Octet.comma).contains { hop in
                    hop.split(separator: Octet.space).contains { $0.elementsEqual(tables.pseudonym.utf8) }
                }
        }
    }

    /// The origin that the browser sees.
    var origin: String { head.authority.origin(port: connection.port) }

    /// What a room learns of this request.
    package func facts(_ app: App?, _ session: LiveSession?) -> RequestFacts {
        RequestFacts(
            request: request,
            connection: connection,
            host: head.authority.host,
            app: app,
            session: session,
            time: time
        )
    }

    /// The canonical request as the portal's pages read it: with the bare names by which a machine between betrayed itself.
    package var portalRequest: HTTPRequest {
        let between = Between(
            among: head.fields.map { String(decoding: head.bytes.lowered($0.name), as: UTF8.self) }
        )
        var request = request
        if !between.names.isEmpty { request.headerFields[Between.field] = between.text }
        return request
    }

    /// The canonical request as the rooms read it.
    package var request: HTTPRequest {
        var fields = HTTPFields()
        for field in head.fields where field.meaning != .host && field.meaning != .claim && field.meaning != .hop {
            guard let name = HTTPField.Name(head.text(field.name)) else { continue }
            fields.append(HTTPField(name: name, value: head.text(field.value)))
        }
        let authority = head.first(.host).map { head.text($0.value) }
        return HTTPRequest(
            method: HTTPRequest.Method(head.text(head.method)) ?? .get,
            scheme: "https",
            authority: authority,
            path: head.text(head.target),
            headerFields: fields
        )
    }
}
