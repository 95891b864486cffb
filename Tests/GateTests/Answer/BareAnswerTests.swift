import Gate
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct `An app's own bare no` {
    private static let navigation = "Sec-Fetch-Mode: navigate"

    private static let bare = [
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 401 Unauthorized\r\nContent-Type: text/html\r\nContent-Length: 14\r\n\r\n<h1>401</h1>\r\n",
        "HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\n\r\nno",
        "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 555\r\n\r\n"
            + String(repeating: "x", count: 555),
    ]

    @Test(arguments: bare)
    func `G-46: gets our page around it for a navigation, under the app's own status`(answer: String) async throws {
        try await Town.open({ _, _ in [.send(answer)] }) { (town: Town) async throws in
            let status = answer.prefix(12).suffix(3)
            let page = try await town.answer(Town.get("/n", Self.navigation, host: "open.ville.test"))
            #expect(page.head.hasPrefix("HTTP/1.1 \(status) "))
            #expect(page.body == "own \(status) /n")
            let accepting = try await town.answer(Town.get("/n", "Accept: text/html", host: "open.ville.test"))
            #expect(accepting.body == "own \(status) /n")
        }
    }

    @Test(arguments: bare)
    func `G-46: passes untouched for a program, and for an app that did not ask`(answer: String) async throws {
        try await Town.open({ _, _ in [.send(answer)] }) { (town: Town) async throws in
            for request in [
                Town.get("/n", "Accept: application/json", host: "open.ville.test"),
                Town.get("/n", "Sec-Fetch-Mode: cors", "Accept: text/html", host: "open.ville.test"),
                Town.get("/n", Self.navigation),
            ] {
                let passed = try await town.answer(request)
                #expect(answer.hasSuffix("\r\n\r\n" + passed.body))
            }
            #expect(town.switches.asked.withLock { $0 }.isEmpty)
        }
    }

    @Test(arguments: [
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 2\r\n\r\nno",
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 2000\r\n\r\n" + String(repeating: "x", count: 2000),
        "HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 500 Oops\r\nSet-Cookie: a=b\r\nContent-Length: 2\r\n\r\nno",
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n",
    ])
    func `G-46: that says something of its own, or asks for a proof, passes as it is`(answer: String) async throws {
        try await Town.open({ _, _ in [.send(answer)] }) { (town: Town) async throws in
            let passed = try await town.answer(Town.get("/n", Self.navigation, host: "open.ville.test"))
            #expect(passed.head.prefix(12) == answer.prefix(12))
            #expect(answer.hasSuffix(passed.body))
            #expect(town.switches.asked.withLock { $0 }.isEmpty)
        }
    }
}
