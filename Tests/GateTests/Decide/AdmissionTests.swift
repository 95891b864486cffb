import Gate
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A request before the gate` {
    private static let stranger = "GET /a?b HTTP/1.1\r\nHost: HOST\r\nLINES\r\n"

    private static func ask(_ host: String, _ lines: String...) -> String {
        stranger.replacing("HOST", with: host).replacing("LINES", with: lines.map { $0 + "\r\n" }.joined())
    }

    @Test func `S-3: for an unknown host learns nothing`() async throws {
        try await Town.open { (town: Town) async throws in
            for host in [
                "evil.test", "ville.test.evil", "127.0.0.1", "[::1]", "ville.test:81", "intranet.ville.test:81", "test",
            ] {
                #expect(try await town.answer(Self.ask(host)).head.hasPrefix("HTTP/1.1 421 "), "\(host)")
            }
            #expect(town.switches.asked.withLock { $0 }.isEmpty)
        }
    }

    @Test(arguments: ["INTRANET.ville.test", "intranet.ville.test.", "Intranet.Ville.Test.:443"])
    func `S-3: reaches its app by every spelling of the host`(host: String) async throws {
        try await Town.open(FakeApp.hello) { (town: Town) async throws in
            #expect(try await town.answer(Town.request("GET", "/", [], host: host)).body == "hello")
        }
    }

    @Test func `S-3: on one connection is judged by its own host each time`() async throws {
        try await Town.open(FakeApp.hello) { (town: Town) async throws in
            let wire = try await town.wire()
            for (host, body) in [
                ("intranet.ville.test", "hello"), ("pay.ville.test", "refuse pay"), ("portal.ville.test", "portal / "),
                ("intranet.ville.test", "hello"), ("intranet.local", "off-network intranet"),
            ] {
                try await wire.send(Town.request("GET", "/", [], host: host))
                #expect(try await wire.answer().body.hasPrefix(body))
            }
        }
    }

    @Test func `without a session is sent to sign in, with the way back`() async throws {
        try await Town.open { (town: Town) async throws in
            let page = try await town.answer(Self.ask("intranet.ville.test", "Accept: text/html"))
            #expect(page.body == "sign-in https://intranet.ville.test/a?b page:true")
            let program = try await town.answer(Self.ask("intranet.ville.test", "Accept: application/json"))
            #expect(program.body == "sign-in https://intranet.ville.test/a?b page:false")
            let forged = try await town.answer(Self.ask("intranet.ville.test", "Cookie: __Host-nomade-app=bad"))
            #expect(forged.body.hasPrefix("sign-in"))
            #expect(town.app.requests.isEmpty)
        }
    }

    @Test func `for an unlisted app or none is led the same way`() async throws {
        try await Town.open { (town: Town) async throws in
            for host in ["secret.ville.test", "nothing.ville.test"] {
                #expect(try await town.answer(Self.ask(host)).body.hasPrefix("sign-in https://\(host)/"))
            }
            #expect(try await town.answer(Town.get(host: "secret.ville.test")).body == "hide secret")
            #expect(try await town.answer(Town.get(host: "nothing.ville.test")).body == "absent")
        }
    }

    @Test func `that the rule refuses never reaches the app`() async throws {
        try await Town.open { (town: Town) async throws in
            let answer = try await town.answer(Town.get(host: "pay.ville.test"))
            #expect(answer.body == "refuse pay")
            #expect(answer.head.hasPrefix("HTTP/1.1 403 "))
            #expect(town.app.requests.isEmpty)
        }
    }

    @Test func `S-12: with two cookies of our name believes neither`() async throws {
        try await Town.open { (town: Town) async throws in
            let doubled = try await town.answer(Town.get("/", "Cookie: __Host-nomade-app=good"))
            #expect(doubled.body == "cookie.doubled")
            #expect(town.app.requests.isEmpty)
        }
    }

    @Test(arguments: [
        ["Origin: https://pay.ville.test"], ["Origin: null"], ["Sec-Fetch-Site: same-site"],
        ["Sec-Fetch-Site: cross-site"],
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"],
        ["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: cors", "Origin: https://portal.ville.test"],
        ["Sec-Fetch-Site: same-origin", "Origin: https://pay.ville.test"],
        ["Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site"], ["Sec-Fetch-Site: bogus"],
        ["Origin: https://intranet.ville.test", "Origin: https://pay.ville.test"],
        ["Origin: http://intranet.ville.test"],
    ])
    func `S-42: that another origin began is refused`(lines: [String]) async throws {
        try await Town.open(FakeApp.hello) { (town: Town) async throws in
            for method in ["GET", "POST", "OPTIONS"] {
                let answer = try await town.answer(Town.request(method, "/", lines + ["Content-Length: 0"]))
                #expect(answer.head.hasPrefix("HTTP/1.1 403 "), "\(method) \(lines)")
            }
            #expect(town.app.requests.isEmpty)
        }
    }

    @Test func `S-42: that another origin began passes as a link followed in its own window, or where it is listed`()
        async throws
    {
        let link = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"]
        try await Town.open(FakeApp.hello) { (town: Town) async throws in
            #expect(try await town.answer(Town.request("GET", "/", link)).body == "hello")
            let form = try await town.answer(Town.request("POST", "/", link + ["Content-Length: 0"]))
            #expect(form.head.hasPrefix("HTTP/1.1 403 "))
            let listed = ["Origin: https://friend.test", "Sec-Fetch-Site: cross-site"]
            #expect(try await town.answer(Town.request("GET", "/", listed, host: "open.ville.test")).body == "hello")
            let own = ["Origin: https://intranet.ville.test", "Sec-Fetch-Site: same-origin", "Content-Length: 0"]
            #expect(try await town.answer(Town.request("POST", "/", own)).body == "hello")
            let framed = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"]
            #expect(try await town.answer(Town.request("GET", "/", framed)).body == "cookie.framed")
        }
    }

    @Test func `S-43: for a worker's script is refused unless the app opts in`() async throws {
        try await Town.open(FakeApp.hello) { (town: Town) async throws in
            #expect(try await town.answer(Town.get("/sw.js", "Service-Worker: script")).head.hasPrefix("HTTP/1.1 403 "))
            let open = try await town.answer(Town.get("/sw.js", "Service-Worker: script", host: "open.ville.test"))
            #expect(open.body == "hello")
        }
    }

    @Test func `S-2: with an underscore in a name passes only where the app says so, and never as identity`()
        async throws
    {
        try await Town.open { (town: Town) async throws in
            #expect(try await town.answer(Town.get("/", "X_Y: 1")).head.hasPrefix("HTTP/1.1 400 "))
            let open = try await town.answer(Town.get("/", "X_Y: 1", "Remote_User: FORGED", host: "open.ville.test"))
                .body
            #expect(open.contains("X_Y: 1\r\n"))
            #expect(!open.contains("FORGED"))
        }
    }

    @Test func `under our own prefix never reaches an app`() async throws {
        try await Town.open { (town: Town) async throws in
            #expect(
                try await town.answer(Town.get("/.nomade/ticket?t=ab-_9")).body == "redeem ab-_9 intranet.ville.test"
            )
            for query in ["?t=", "?t=a%20", "?x=1", "?t=a&t=b", ""] {
                #expect(try await town.answer(Town.get("/.nomade/ticket\(query)")).body.hasPrefix("redeem none"))
            }
            #expect(try await town.answer(Town.get("/.nomade/other")).head.hasPrefix("HTTP/1.1 404 "))
            #expect(try await town.answer(Town.get("/.NOMADE/ticket")).head.hasPrefix("HTTP/1.1 400 "))
            #expect(town.app.requests.isEmpty)
        }
    }

    @Test func `that went round in a circle is stopped`() async throws {
        try await Town.open { (town: Town) async throws in
            let round = try await town.answer(Town.get("/", "Via: 1.1 other, 1.1 portal.ville.test-nomade"))
            #expect(round.head.hasPrefix("HTTP/1.1 508 "))
        }
    }

    @Test func `S-15: counts as activity when a person navigates or changes something`() async throws {
        try await Town.open(FakeApp.hello) { (town: Town) async throws in
            _ = try await town.answer(Town.get("/poll"))
            _ = try await town.answer(Town.get("/poll", "Sec-Fetch-Mode: cors", "Sec-Fetch-Site: same-origin"))
            #expect(town.switches.notes.withLock { $0 } == 0)
            _ = try await town.answer(Town.get("/", "Sec-Fetch-Mode: navigate"))
            _ = try await town.answer(Town.request("POST", "/", ["Content-Length: 0"]))
            #expect(town.switches.notes.withLock { $0 } == 2)
        }
    }

    @Test func `S-7: with too large a head gets the page that explains it, and its button clears the site's cookies`()
        async throws
    {
        let jar = (0..<20).map { "c\($0)=" + String(repeating: "x", count: 4000) }.joined(separator: "; ")
        try await Town.open { (town: Town) async throws in
            #expect(try await town.answer(Town.get("/", "Cookie: \(jar)")).body == "cookie.too-many")
            let lines = ["Cookie: \(jar)", "Origin: https://intranet.ville.test", "Content-Length: 0"]
            let answer = try await town.answer(Town.request("POST", "/.nomade/clear-cookies", lines))
            #expect(answer.body == "cookie.cleared")
            let cleared = answer.head
            for name in ["c0", "c19", "__Host-nomade-app"] { #expect(cleared.contains("\(name)=; Path=/; Max-Age=0")) }
            #expect(cleared.contains("c0=; Path=/; Domain=ville.test; Max-Age=0"))
            let foreign = ["Cookie: \(jar)", "Origin: https://pay.ville.test", "Content-Length: 0"]
            #expect(
                try await town.answer(Town.request("POST", "/.nomade/clear-cookies", foreign)).head.contains(" 403 ")
            )
            let bomb = Town.get("/", "Cookie: " + String(repeating: jar, count: 4))
            let wire = try await town.wire()
            try await wire.send(bomb)
            #expect(try await wire.read(through: "\r\n").hasPrefix("HTTP/1.1 431 "))
            #expect(town.app.requests.isEmpty)
        }
    }
}
