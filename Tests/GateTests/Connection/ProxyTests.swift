import Gate
import NIOCore
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A permitted request` {
    @Test func `S-1: reaches the app as the bytes that were judged, and its answer comes back`() async throws {
        try await Town.open { (town: Town) async throws in
            let answer = try await town.answer(Town.get("/a;b//c%2Fd?e", "X-Odd:  y "))
            #expect(answer.head.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.body.hasPrefix("GET /a;b//c%2Fd?e HTTP/1.1\r\nHost: intranet.ville.test\r\nX-Odd:  y \r\n"))
            #expect(answer.body.contains("\r\nX-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n"))
        }
    }

    @Test func `S-6: tells the app who asks, and of its groups only those the app's rule speaks of`() async throws {
        try await Town.open { (town: Town) async throws in
            let body = try await town.answer(
                Town.get("/", "Remote-User: 1", "remote_groups: x", host: "intranet.ville.test")
            ).body
            #expect(body.isEmpty || !body.contains("remote_groups"))
            let plain = try await town.answer(Town.get("/", "Remote-User: 1")).body
            #expect(
                plain.contains("Remote-User: 0412345\r\nRemote-Name: Zoé Ngo\r\nRemote-Email: zoe.ngo@ville.test\r\n")
            )
            #expect(plain.contains("Remote-Groups: department:dpe,function:cook\r\nX-Nomade-Assertion: signed\r\n"))
            #expect(!plain.contains("Remote-User: 1\r\n"))
        }
    }

    @Test func `S-7: never carries our cookie to the app`() async throws {
        try await Town.open { (town: Town) async throws in
            let body = try await town.answer(Town.get("/", "Cookie: own=1")).body
            #expect(!body.contains("good"))
            #expect(body.contains("Cookie: own=1\r\n"))
        }
    }

    @Test func `is served in order when requests are sent in one breath`() async throws {
        try await Town.open { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send((0..<20).map { Town.get("/\($0)") }.joined())
            for number in 0..<20 { #expect(try await wire.answer().body.hasPrefix("GET /\(number) HTTP")) }
            #expect(town.app.connections == 1)
        }
    }

    @Test(arguments: ["PUT", "PATCH", "PROPFIND", "MOVE", "POST"])
    func `carries bodies by length and by chunks, trailers too`(method: String) async throws {
        try await Town.open { (town: Town) async throws in
            let long = try await town.answer(Town.request(method, "/", ["Content-Length: 5"]) + "hello")
            #expect(long.body.hasSuffix("\r\n\r\nhello"))
            let chunks = "5\r\nhello\r\n0\r\nX-Sum: 9\r\n\r\n"
            let chunked = try await town.answer(Town.request(method, "/", ["Transfer-Encoding: chunked"]) + chunks)
            #expect(chunked.body.contains("Transfer-Encoding: chunked\r\n"))
            #expect(chunked.body.hasSuffix("\r\n\r\n" + chunks))
        }
    }

    @Test func `S-6: loses identity fields from its trailers`() async throws {
        try await Town.open { (town: Town) async throws in
            let head = Town.request("POST", "/", ["Transfer-Encoding: chunked"])
            let trailers = "Remote_User: FORGED\r\nX-Sum: 9\r\nX-Forwarded-For: FORGED\r\nContent-Length: 7\r\n"
            let body = try await town.answer(head + "1\r\nx\r\n0\r\n" + trailers + "\r\n").body
            #expect(body.hasSuffix("1\r\nx\r\n0\r\nX-Sum: 9\r\n\r\n"))
            #expect(!body.contains("FORGED"))
        }
    }

    @Test func `gets the 100 that its app sends, once`() async throws {
        let script: FakeApp.Script = { request, _ in
            request.contains("\r\n\r\nhello")
                ? FakeApp.hello(request, 0)
                : [
                    .send("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"),
                    .pause(milliseconds: 1500),
                    .send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
                ]
        }
        try await Town.open(script) { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send(Town.request("POST", "/", ["Expect: 100-continue", "Content-Length: 5", "X-Early: 1"]))
            #expect(try await wire.read(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
            try await wire.send("hello")
            #expect(try await wire.answer().body == "ok")
        }
    }

    @Test func `is refused with 417 when it expects something else`() async throws {
        try await Town.open { (town: Town) async throws in
            let head = try await town.answer(Town.get("/", "Expect: x")).head
            #expect(head.hasPrefix("HTTP/1.1 417 "))
        }
    }

    @Test(arguments: ["HEAD", "GET"])
    func `keeps its connection after answers without a body`(method: String) async throws {
        let script: FakeApp.Script = { request, _ in
            request.hasPrefix("HEAD")
                ? [.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")]
                : [.send("HTTP/1.1 304 Not Modified\r\nContent-Length: 50\r\nETag: x\r\n\r\n")]
        }
        try await Town.open(script) { (town: Town) async throws in
            let wire = try await town.wire()
            for _ in 0..<3 {
                try await wire.send(Town.request(method, "/", []))
                #expect(try await wire.read(through: "\r\n\r\n").contains("Content-Length: 50"))
            }
            #expect(town.app.connections == 1)
            #expect(wire.text.isEmpty)
        }
    }

    @Test func `leaves ranges to the app`() async throws {
        let script: FakeApp.Script = { request, _ in
            [.send("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-1/5\r\nContent-Length: 2\r\n\r\nhe")]
        }
        try await Town.open(script) { (town: Town) async throws in
            let answer = try await town.answer(Town.get("/", "Range: bytes=0-1", "If-Range: \"a\""))
            #expect(answer.head.contains("206 Partial Content\r\nContent-Range: bytes 0-1/5\r\n"))
            #expect(town.app.requests[0].contains("Range: bytes=0-1\r\nIf-Range: \"a\"\r\n"))
        }
    }

    @Test func `has an answer that ends by closing wrapped in chunks`() async throws {
        try await Town.open({ _, _ in
            [.send("HTTP/1.0 200 OK\r\n\r\nhello"), .pause(milliseconds: 20), .send("you"), .close]
        }) { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send(Town.get())
            #expect(try await wire.answer().body == "5\r\nhello\r\n3\r\nyou\r\n0\r\n\r\n")
            try await wire.send(Town.get())
            #expect(try await wire.answer().head.contains("Transfer-Encoding: chunked"))
        }
    }

    @Test func `in HTTP/1.0 gets its answer without chunks, and the end`() async throws {
        let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
        try await Town.open({ _, _ in [.send(chunks)] }) { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send(Town.get().replacing("HTTP/1.1", with: "HTTP/1.0"))
            let answer = try await wire.readToEnd()
            #expect(answer == "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello")
        }
    }

    @Test func `has events passed on as they come`() async throws {
        let script: FakeApp.Script = { _, _ in
            [
                .send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n"),
                .pause(milliseconds: 300),
                .send("data: 2\n\n"), .pause(milliseconds: 5000),
            ]
        }
        try await Town.open(script) { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send(Town.get())
            try await wire.read(through: "data: 1\n\n", seconds: 0.25)
            try await wire.read(through: "data: 2\n\n", seconds: 2)
        }
    }

    @Test func `S-42: answers the preflight of a listed origin itself, and no other`() async throws {
        try await Town.open { (town: Town) async throws in
            func ask(_ origin: String, host: String = "open.ville.test") async throws -> String {
                let lines = [
                    "OPTIONS /x HTTP/1.1", "Host: \(host)", "Origin: \(origin)", "Access-Control-Request-Method: PUT",
                    "Access-Control-Request-Headers: content-type,x-own", "Sec-Fetch-Site: same-site", "", "",
                ]
                return try await town.answer(lines.joined(separator: "\r\n")).head
            }
            let leave = try await ask("https://friend.test")
            #expect(leave.hasPrefix("HTTP/1.1 204 "))
            let wanted = [
                "Origin: https://friend.test", "Credentials: true", "Methods: PUT", "Headers: content-type,x-own",
            ]
            for want in wanted { #expect(leave.lowercased().contains("access-control-allow-\(want)\r\n".lowercased())) }
            for (origin, host) in [
                ("https://stranger.test", "open"), ("https://friend.test", "intranet"), ("null", "open"),
            ] {
                let refused = try await ask(origin, host: "\(host).ville.test")
                #expect(refused.hasPrefix("HTTP/1.1 403 "))
                #expect(!refused.lowercased().contains("access-control"))
            }
            #expect(town.app.requests.isEmpty)
        }
    }
}
