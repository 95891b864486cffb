import Gate
import Testing

private let cookie = "Cookie: __Host-nomade-app=good; theirs=1"

@Suite(.timeLimit(.minutes(5))) struct `HTTP/2 before the gate` {
    @Test func `S-4: is agreed on by TLS, and the app gets one request of HTTP/1.1`() async throws {
        try await Town.open(plain: false) { (town: Town) async throws in
            let answer = try await Curl.ask("https://intranet.ville.test/a?b=%2F", port: town.port, "-H", cookie)
            #expect(answer.head.hasPrefix("HTTP/2 200"), "\(answer)")
            #expect(answer.body.hasPrefix("GET /a?b=%2F HTTP/1.1\r\nHost: intranet.ville.test\r\n"), "\(answer)")
            #expect(answer.body.contains("\r\nRemote-User: 0412345\r\n"))
            #expect(answer.body.contains("theirs=1"))
            #expect(!answer.body.contains("__Host-nomade"))
        }
    }

    @Test func `S-4: carries a body of known and of unknown length`() async throws {
        try await Town.open(plain: false) { (town: Town) async throws in
            let url = "https://intranet.ville.test/up"
            let known = try await Curl.ask(url, port: town.port, "-H", cookie, "-d", "hello")
            #expect(known.body.contains("content-length: 5\r\n"), "\(known)")
            #expect(known.body.hasSuffix("\r\n\r\nhello"))
            let open = try await Curl.ask(
                url,
                port: town.port,
                "-H",
                cookie,
                "-H",
                "Content-Length:",
                "-d",
                "hello",
                "-H",
                "Expect:"
            )
            #expect(open.body.contains("transfer-encoding: chunked\r\n"), "\(open)")
            #expect(open.body.hasSuffix("\r\n\r\n5\r\nhello\r\n0\r\n\r\n"))
        }
    }

    @Test func `S-4: shows the pages of the rooms like HTTP/1.1`() async throws {
        try await Town.open(plain: false) { (town: Town) async throws in
            let portal = try await Curl.ask("https://portal.ville.test/x", port: town.port, "-d", "12345")
            #expect(portal.head.hasPrefix("HTTP/2 200"), "\(portal)")
            #expect(portal.body == "portal /x body:5 nomade 127.0.0.1 443")
            #expect(portal.head.contains("\r\ndate: "), "\(portal)")
            let refused = try await Curl.ask("https://pay.ville.test/", port: town.port, "-H", cookie)
            #expect(refused.head.hasPrefix("HTTP/2 403"), "\(refused)")
            #expect(refused.body == "refuse pay")
            let head = try await Curl.ask("https://intranet.ville.test/", port: town.port, "-I", "-H", cookie)
            #expect(head.head.hasPrefix("HTTP/2 200"), "\(head)")
        }
    }
}
