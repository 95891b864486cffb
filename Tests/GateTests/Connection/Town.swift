import City
import Gate
import HTTPTypes
import Hummingbird
import NIOCore
import Policy
import SignIn
import Synchronization
import Web

/// A city of a few apps, one signed-in person, rooms that say their names, and a gate before them.
final class Town: Sendable {
    let app: FakeApp
    let gate: Gate
    let switches: Switches

    /// The gate's port.
    var port: Int { gate.ports[0] }

    private init(app: FakeApp, gate: Gate, switches: Switches) {
        self.app = app
        self.gate = gate
        self.switches = switches
    }

    /// What tests turn while the town stands.
    final class Switches: Sendable {
        let isLive = Mutex(true)
        /// Whether the session rests or is over.
        let stage = Mutex(SessionTimes.Stage.awake)
        /// The department of the person's first assignment.
        let department = Mutex("dpe")
        let closed = Mutex<[Closing]>([])
        let seconds = Mutex(Int64(1_800_000_000))
        let notes = Mutex(0)
        let asked = Mutex<[String]>([])
    }

    /// Builds the town, runs a story in it and closes it.
    static func open(
        _ script: @escaping FakeApp.Script = FakeApp.mirror,
        plain: Bool = true,
        proxies: [String] = ["127.0.0.1"],
        deaf: Bool = false,
        asleep: Bool = false,
        upstream: (@Sendable (Int) -> Upstream)? = nil,
        peerConnections: Int = 1024,
        patience: GatePatience = GatePatience(),
        places: Int? = nil,
        through front: (@Sendable (_ appPort: Int) async throws -> Int)? = nil,
        story: @Sendable (Town) async throws -> Void
    ) async throws {
        let app = FakeApp(script)
        var appPort = try await app.open(asleep: asleep)
        if let front { appPort = try await front(appPort) }
        let switches = Switches()
        if deaf { await app.close() }
        let place = upstream?(appPort) ?? Upstream(tls: false, host: "127.0.0.1", port: appPort, timeoutSeconds: 2)
        let city = try city(place, plain: plain, proxies: proxies)
        let tables = GateTables(
            city: city,
            rooms: rooms(switches),
            sessions: sessions(switches),
            certificate: plain ? nil : try TestCertificate.read(),
            trust: try AppTrust(city)
        )
        var settings = GateSettings(
            now: { Instant(seconds: switches.seconds.withLock { $0 }) },
            localTime: { LocalTime(instant: $0, weekday: .tuesday, minute: 600) }
        )
        settings.patience = patience
        settings.places = places
        settings.threads = 1
        settings.portalBody = 100_000
        settings.peerConnections = peerConnections
        let town = Town(app: app, gate: try await Gate.open(tables, settings: settings), switches: switches)
        do {
            try await story(town)
        } catch {
            await town.gate.close(within: 0)
            throw error
        }
        await town.gate.close(within: 0)
        await app.close()
    }

    /// A request of the signed-in person to the intranet.
    static func get(_ target: String = "/", _ lines: String..., host: String = "intranet.ville.test") -> String {
        request("GET", target, lines, host: host)
    }

    static func request(_ method: String, _ target: String, _ lines: [String], host: String = "intranet.ville.test")
        -> String
    {
        "\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\nCookie: __Host-nomade-app=good\r\n"
            + lines.map { $0 + "\r\n" }.joined() + "\r\n"
    }

    func wire() async throws -> Wire { try await Wire.open(port: port) }

    /// One request on a connection of its own.
    func answer(_ request: String) async throws -> (head: String, body: String) {
        let wire = try await wire()
        try await wire.send(request)
        let answer = try await wire.answer()
        await wire.close()
        return answer
    }

    private static func city(_ upstream: Upstream, plain: Bool, proxies: [String]) throws -> City {
        guard let place = SocketPlace("127.0.0.1:0"), let clock = LocalClock(zone: "UTC") else {
            throw ChannelError.eof
        }
        let ranges = proxies.compactMap { AddressRange($0) }
        let listener = Listener(place: place, channel: .nomade, plain: plain, trustedProxies: ranges)
        let office = Network(channel: .office, ranges: [AddressRange("10.0.0.0/8")].compactMap(\.self))
        return City(
            identity: CityIdentity(name: "Ville"),
            doors: CityDoors(
                portal: PortalAddress(host: "portal.ville.test", port: 443),
                domain: "ville.test",
                listeners: [listener],
                networks: [office]
            ),
            structure: CityStructure(employers: [:], departments: [:], contacts: [:]),
            apps: apps(upstream),
            ruleset: Ruleset(rules: rules),
            files: CityFiles(city: "nomade.yaml", data: "data", keyFile: "key", certificate: nil),
            choices: CityChoices(),
            clock: clock
        )
    }

    private static func apps(_ upstream: Upstream) -> [App] {
        var open = AppTraffic(
            websocketOrigins: ["https://friend.test"],
            origins: ["https://friend.test"],
            serviceWorker: true,
            underscoreHeaders: true
        )
        open.explain = true
        return ["intranet", "open", "pay", "secret", "files", "vault"].map { key in
            App(
                key: key,
                name: key,
                host: "\(key).ville.test",
                aliases: ["\(key).local"],
                upstream: upstream,
                owner: "it",
                unlisted: key == "secret" || key == "vault",
                traffic: key == "open" ? open : AppTraffic()
            )
        }
    }

    private static var rules: [String: Rule] {
        let criteria: [String: [Criterion]] = [
            "intranet": [.department(["dpe", "dvd"]), .function(["cook"])],
            "open": [],
            "pay": [.department(["finance"])],
            "secret": [.department(["finance"])],
            "files": [.department(["dpe"])],
            "vault": [.department(["finance"])],
        ]
        let closed = PathRule(prefix: "/pay", allow: [Clause(criteria: [.department(["finance"])], line: 2)])
        let open = PathRule(prefix: "/pay/open", allow: [Clause(criteria: [], line: 3)])
        let rules = criteria.map { key, criteria in
            Rule(
                app: key,
                owner: "it",
                unlisted: key == "secret" || key == "vault",
                allow: [Clause(criteria: criteria, line: 1)],
                paths: key == "files" ? [closed, open] : key == "vault" ? [closed] : []
            )
        }
        return Dictionary(uniqueKeysWithValues: rules.map { ($0.app, $0) })
    }

    private static func sessions(_ switches: Switches) -> Sessions {
        Sessions(
            find: { token, host, _ in
                guard switches.isLive.withLock({ $0 }) else { return nil }
                guard let person = people[token], person.id == cook.id else { return people[token] }
                return session("session", of: holder(in: switches.department.withLock { $0 }))
            },
            standing: { id, _ in
                guard let person = people.values.first(where: { $0.id == id }), switches.isLive.withLock({ $0 }) else {
                    return nil
                }
                return SessionStanding(
                    holder: id == cook.id ? holder(in: switches.department.withLock { $0 }) : person.holder,
                    stage: id == cook.id ? switches.stage.withLock { $0 } : .awake
                )
            }
        )
    }

    /// Who holds which app cookie: the cook of most tests, and two more who share a connection with her.
    private static let people = [
        "good": cook,
        "other": session("other", of: holder("0400007", in: "dpe")),
        "money": session("second", of: holder("0499999", in: "finance")),
        "third": session("third", of: holder("0477777", in: "dvd")),
    ]

    private static let cook = session("session", of: holder(in: "dpe"))

    private static func holder(_ agent: String = "0412345", in department: String) -> SessionHolder {
        let contacts = Contacts(hrOffice: "hr", itContact: "it")
        let assignments = [department, "sports"].map {
            Assignment(department: $0, unit: "kitchen", function: "cook", position: .tenured, contacts: contacts)
        }
        return SessionHolder(
            subject: Subject(agent: agent, credential: .active, factors: [], assignments: assignments),
            name: CallerName(full: "Zoé\u{1}\r\n Ngo", first: "Zoé", initial: "N"),
            mail: "zoe.ngo@ville.test",
            language: .fr,
            department: "dpe",
            desks: []
        )
    }

    private static func session(_ id: String, of holder: SessionHolder) -> LiveSession {
        let begin = Instant(seconds: 1_800_000_000)
        let limits = SessionTimes.Limits(idle: 1200, absolute: 28_800)
        return LiveSession(
            id: LiveSession.ID(text: id),
            holder: holder,
            assurance: .none,
            life: SessionTimes(startedAt: begin, activeAt: begin, limits: limits)
        )
    }

    private static func rooms(_ switches: Switches) -> Rooms {
        @Sendable func say(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
            switches.asked.withLock { $0.append(text) }
            return Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }
        var rooms = Rooms(
            signIn: { address, facts in say("sign-in \(address.url) page:\(facts.wantsPage)", .seeOther) },
            redeem: { use, _ in say("redeem \(use.token ?? "none") \(use.host)") },
            refuse: { decision, facts in
                say("\(decision.verdict) \(facts.app?.key ?? "none")\(decision.path ?? "")", .forbidden)
            },
            upstream: { failure, facts in
                say(failure.kind.rawValue + " " + facts.target, HTTPResponse.Status(code: failure.status))
            },
            offNetwork: { app, _ in say("off-network \(app.key)") },
            absent: { _ in say("absent", .notFound) },
            cookies: { trouble, _ in say(trouble.rawValue, .badRequest) },
            portal: { request, connection in
                do {
                    var body = 0
                    for try await piece in request.body { body += piece.readableBytes }
                    let path = request.head.path ?? ""
                    if path == "/socket" {
                        return Response(
                            status: .switchingProtocols,
                            headers: [.upgrade: "websocket"],
                            body: ResponseBody(byteBuffer: ByteBuffer(string: "frames"))
                        )
                    }
                    return say(
                        "portal \(path) body:\(body) \(connection.channel) \(connection.peer) \(connection.port)"
                    )
                } catch {
                    return say("broken body", .badRequest)
                }
            }
        )
        rooms.noteActivity = { _, _ in switches.notes.withLock { $0 += 1 } }
        rooms.assertion = { _, _ in "signed" }
        rooms.closed = { closings in switches.closed.withLock { $0 += closings } }
        rooms.explain = { refusal, facts in
            say("own \(refusal.status) \(facts.target)", HTTPResponse.Status(code: refusal.status))
        }
        return rooms
    }
}
