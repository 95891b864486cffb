import City
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Policy
import SignIn
import Store
import Testing
import Web

/// The pages of the small town behind one router, as the portal wires them.
struct TownPages: Sendable {
    let town: SmallTown
    let house: SignInHouse
    let tickets: TicketPages
    private let responder: any HTTPResponder<PageContext>

    init(charter: Charter? = nil, mail: MailServer? = nil) async throws {
        let town = try await SmallTown(charter: charter, mail: mail)
        let site = Site(city: "Ville de Nomades", host: "nomades.example")
        let shell = try Shell(
            site: site,
            parts: [SignInWords.parts, .testCookies],
            formKey: SymmetricKey(size: .bits256)
        )
        let house = SignInHouse(
            door: town.door,
            seals: SignInSeals(keys: town.keys),
            shell: shell,
            city: { town.city }
        )
        (self.town, self.house) = (town, house)
        tickets = TicketPages(house) { refusal, host, _ in
            FaultPage(refusal.code, status: refusal.status, values: ["host": host]).page
        }
        let router = Router(context: PageContext.self)
        router.middlewares.add(PageMiddleware(shell: shell))
        router.middlewares.add(CallerMiddleware(house))
        router.middlewares.add(FaultMiddleware(shell: shell))
        Self.route(house, on: router)
        responder = router.buildResponder()
    }

    private static func route(_ house: SignInHouse, on router: Router<PageContext>) {
        let (first, code, wake) = (SignInPages(house), CodePages(house), WakePages(house))
        let (out, password, issue) = (SignOutPages(house), PasswordPages(house), IssuePages(house))
        router.get("/sign-in", use: first.page)
        router.post("/sign-in", use: first.prove)
        router.get("/hand-over", use: first.page)
        router.get("/sign-in/code", use: code.page)
        router.post("/sign-in/code", use: code.prove)
        router.post("/sign-in/code/message", use: code.send)
        let charter = CharterPages(house)
        router.get("/sign-in/charter", use: charter.page)
        router.post("/sign-in/charter", use: charter.accept)
        router.post("/confirm/message", use: wake.send)
        router.post("/wake", use: wake.wake)
        router.get("/confirm", use: wake.confirmation)
        router.post("/confirm", use: wake.confirm)
        router.get("/sign-out", use: out.page)
        router.post("/sign-out", use: out.leave)
        router.get("/password", use: password.page)
        router.post("/password", use: password.change)
        let (sessions, dossier) = (SessionsPages(house), DossierPages(house))
        router.get("/dossier", use: dossier.page)
        router.post("/dossier", use: dossier.open)
        router.post("/dossier/code", use: dossier.send)
        router.post("/dossier/code/proof", use: dossier.prove)
        router.get("/sessions", use: sessions.page)
        router.post("/sessions/closing", use: sessions.closeOthers)
        router.post("/sessions/:id/closing", use: sessions.closeOne)
        let (recovery, authenticator) = (RecoveryPages(house), AuthenticatorPages(house))
        router.get("/recovery-codes", use: recovery.page)
        router.post("/recovery-codes", use: recovery.renew)
        router.get("/authenticator", use: authenticator.page)
        router.post("/authenticator", use: authenticator.prove)
        router.get("/issue/:token", use: issue.page)
        router.post("/issue/:token", use: issue.choose)
        router.post("/issue/:token/code", use: issue.prove)
        let account = AccountPages(house, pace: .zero)
        router.get("/account", use: account.page)
        router.post("/account", use: account.ask)
        router.post("/account/code", use: account.prove)
        let forgotten = ForgottenPages(house, pace: .zero)
        router.get("/forgotten", use: forgotten.page)
        router.post("/forgotten", use: forgotten.ask)
        router.post("/forgotten/proof", use: forgotten.prove)
        router.post("/forgotten/password", use: forgotten.choose)
        let contacts = ContactPages(house)
        router.get("/contacts", use: contacts.page)
        router.post("/contacts/{kind}", use: contacts.begin)
        router.post("/contacts/{kind}/proof", use: contacts.prove)
        router.post("/contacts/{kind}/end", use: contacts.stop)
        let activation = ActivationPages(house)
        router.get("/activation", use: activation.page)
        router.post("/activation", use: activation.prove)
        router.post("/activation/charter", use: activation.accept)
        router.post("/activation/password", use: activation.choose)
        router.post("/activation/proof", use: activation.enrol)
        router.post("/activation/proof/message", use: activation.send)
        router.post("/activation/recovery", use: activation.recovery)
        router.post("/activation/finish", use: activation.finish)
        router.group().add(middleware: CallerOnly(house))
            .get("/") { _, context in context.caller?.name.full ?? "" }
            .get("/leave") { _, context in context.caller?.name.full ?? "" }
    }

    func context(_ seconds: Int64, channel: Policy.Channel = .nomade, peer: String = "192.0.2.7") -> PageContext {
        PageContext(
            source: PageSource(
                logger: Logger(label: "tests"),
                connection: ClientConnection(channel: channel, peer: peer, port: 8443),
                now: town.nine.adding(seconds: seconds)
            )
        )
    }

    func respond(_ request: Request, _ context: PageContext) async throws -> Response {
        try await responder.respond(to: request, context: context)
    }
}

extension PageParts {
    /// The texts about cookies, which another slice brings.
    static let testCookies = PageParts(
        templates: [],
        texts: Language.allCases.map {
            TextFile(
                $0,
                Array(
                    "cookie.absent = cookie.absent {host}\ncookie.doubled = cookie.doubled\nchannel.office = channel.office"
                        .utf8
                )
            )
        }
    )
}

/// A browser of the town: it keeps cookies by host, follows no redirect by itself and fills in forms.
final class TownBrowser {
    let pages: TownPages
    var cookies: [String: [String: String]] = [:]
    var keepsCookies = true
    var channel = Policy.Channel.nomade
    var now: Int64 = 0
    private(set) var status = 0
    private(set) var location: String?
    private(set) var html = ""
    private var fields: HTTPFields = [:]

    init(_ pages: TownPages) { self.pages = pages }

    func get(_ path: String) async throws {
        try await send(.get, path, body: nil)
    }

    /// Sends the form of the page that is shown, with its hidden fields.
    func post(_ path: String, _ values: [String: String] = [:], origin: String = "https://nomades.example:8443")
        async throws
    {
        var all = hidden
        all.merge(values) { _, own in own }
        let body = all.map { "\(Self.escape($0))=\(Self.escape($1))" }.joined(separator: "&")
        try await send(.post, path, body: body, origin: origin)
    }

    /// Opens an app without a session there: what the gate asks of the sign-in.
    func openApp(_ host: String = "intranet.nomades.example", _ target: String = "/accueil?x=1") async throws {
        let address = ReturnAddress(host: host, port: 8443, target: target)
        let response = try await pages.tickets.begin(
            address,
            fields: request(host),
            pages.context(now, channel: channel)
        )
        try await read(response, from: host)
    }

    /// Uses the ticket that the last answer sent here.
    func redeem() async throws {
        let parts = (location ?? "").components(separatedBy: "?t=")
        let host = String(parts[0].dropFirst("https://".count).prefix { $0 != ":" })
        let use = TicketUse(host: host, port: 8443, token: parts.last, fields: request(host))
        try await read(try await pages.tickets.redeem(use, pages.context(now, channel: channel)), from: host)
    }

    /// Signs in by password and, where it is asked, by the code of this very moment.
    func signIn(_ agent: String) async throws {
        try await get("/sign-in")
        try await post("/sign-in", ["identifier": agent, "password": SmallTown.password(of: agent)])
        guard let path = location, path.hasPrefix("/sign-in/code") else { return }
        try await get(path)
        try await post("/sign-in/code", ["code": pages.town.code(now)])
    }

    /// The session that an app's cookie opens.
    func session(_ host: String) -> LiveSession? {
        let text = cookies[host]?[CookieKind.app.rawValue] ?? ""
        guard let token = Token(.app, text: text) else { return nil }
        return pages.town.table.find(token.hash, host: host, at: pages.town.nine.adding(seconds: now))
    }

    func field(_ name: HTTPField.Name) -> String? { fields[name] }

    private func send(_ method: HTTPRequest.Method, _ path: String, body: String?, origin: String? = nil) async throws {
        let host = "nomades.example"
        let local = path.hasPrefix("https://\(host):8443") ? String(path.dropFirst("https://\(host):8443".count)) : path
        var head = HTTPRequest(method: method, scheme: "https", authority: "\(host):8443", path: local)
        head.headerFields = request(host)
        if body != nil { head.headerFields[.contentType] = "application/x-www-form-urlencoded" }
        if let origin { head.headerFields[.origin] = origin }
        let buffer = ByteBuffer(string: body ?? "")
        let request = Request(head: head, body: RequestBody(buffer: buffer))
        try await read(try await pages.respond(request, pages.context(now, channel: channel)), from: host)
    }

    private func request(_ host: String) -> HTTPFields {
        var fields: HTTPFields = [:]
        fields[.secFetchMode] = "navigate"
        fields[.accept] = "text/html"
        let jar = (cookies[host] ?? [:]).map { "\($0)=\($1)" }.sorted()
        if !jar.isEmpty { fields[.cookie] = jar.joined(separator: "; ") }
        return fields
    }

    private func read(_ response: Response, from host: String) async throws {
        status = response.status.code
        location = response.headers[.location]
        fields = response.headers
        let collector = Collector()
        try await response.body.write(collector)
        html = collector.text
        guard keepsCookies else { return }
        for line in response.headers[values: .setCookie] {
            let parts = line.split(separator: ";").map { $0.drop { $0 == " " } }
            let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let isEnded = parts.contains("Max-Age=0")
            cookies[host, default: [:]][pair[0]] = isEnded ? nil : pair[1]
        }
    }

    var hidden: [String: String] {
        var values: [String: String] = [:]
        for input in html.components(separatedBy: "<input type=\"hidden\" name=\"").dropFirst() {
            let parts = input.components(separatedBy: "\"")
            if parts.count > 2 { values[parts[0]] = parts[2] }
        }
        return values
    }

    private static func escape(_ text: String) -> String {
        text.utf8.map { byte in
            let hex = String(byte, radix: 16, uppercase: true)
            return byte.isAlphanumeric ? String(UnicodeScalar(byte)) : "%" + (hex.utf8.count < 2 ? "0" : "") + hex
        }.joined()
    }
}

extension UInt8 {
    fileprivate var isAlphanumeric: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}

/// Gathers the bytes of an answer.
private final class Collector: ResponseBodyWriter {
    private var buffer = ByteBuffer()

    func write(_ part: ByteBuffer) async throws { buffer.writeImmutableBuffer(part) }
    func finish(_ trailers: HTTPFields?) async throws {}
    var text: String { String(buffer: buffer) }
}
