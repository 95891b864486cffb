import Gate
import SignIn
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A stream of HTTP/2` {
    private static func person(_ token: String, _ host: String, _ path: String = "/") -> [(String, String)] {
        FrameWire.fields("GET", path, host: host).map {
            $0.0 == "cookie" ? ("cookie", "__Host-nomade-app=\(token)") : $0
        }
    }

    @Test func `S-3: three hosts on one connection get three people's rights, each by its own authority`() async throws
    {
        try await Town.open(plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            let wanted: [(String, String, String)] = [
                ("good", "intranet.ville.test", "\r\nRemote-User: 0412345\r\n"),
                ("money", "pay.ville.test", "\r\nRemote-User: 0499999\r\n"),
                ("third", "open.ville.test", "\r\nRemote-User: 0477777\r\n"),
                ("good", "pay.ville.test", "refuse pay"), ("third", "secret.ville.test", "hide secret"),
                ("none", "intranet.ville.test", "sign-in https://intranet.ville.test/ page:false"),
            ]
            for (index, want) in wanted.enumerated() {
                try await frames.head(index * 2 + 1, Self.person(want.0, want.1))
            }
            for (index, want) in wanted.enumerated() {
                let answer = try await frames.answer(index * 2 + 1)
                #expect(answer.text.contains(want.2), "\(want): \(answer.text)")
                #expect(answer.text.contains("Host: \(want.1)\r\n") || !want.2.hasPrefix("\r\n"))
            }
            #expect(town.app.requests.count == 3)
            try await frames.head(21, Self.person("good", "intranet.local"))
            #expect(try await frames.answer(21).status == "421", "the certificate does not cover it")
        }
    }

    @Test func `S-45: ends with its session, and no other's with it`() async throws {
        let open = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n"
        try await Town.open({ _, _ in [.send(open)] }, plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            try await frames.head(1, Self.person("good", "intranet.ville.test"))
            try await frames.head(3, Self.person("money", "pay.ville.test"))
            for _ in 0..<500 where town.app.requests.count < 2 { try await Task.sleep(for: .milliseconds(10)) }
            town.switches.stage.withLock { $0 = .over }
            await town.gate.judgeAnew(["0412345"])
            #expect(try await frames.answer(1).reset == FrameWire.Code.internalError)
            try await until { town.app.open == 1 }
            town.switches.isLive.withLock { $0 = false }
            #expect(try await frames.answer(3).reset == FrameWire.Code.internalError, "within a second")
        }
    }

    @Test(arguments: [("5", "hi", "400"), ("1", "hello", "400"), ("5", "hello", "200")])
    func `S-4: has a body as long as it says, or its app gets no whole request`(
        length: String,
        body: String,
        status: String
    )
        async throws
    {
        try await Town.open(plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            let fields = FrameWire.fields("POST", "/", [("content-length", length)])
            try await frames.head(1, fields, isLast: false)
            try await frames.data(1, body)
            #expect(try await frames.answer(1).status == status)
            #expect(town.app.requests.count == (status == "200" ? 1 : 0))
            // A connection that carried a body is never used again (S-8), one that was cut short still less.
            try await until { town.app.open == 0 }
        }
    }

    @Test func `S-4: passes trailers both ways, what may not travel there cut`() async throws {
        let answer =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 7\r\nSet-Cookie: a=b\r\n\r\n"
        try await Town.open({ _, _ in [.send(answer)] }, plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            try await frames.head(1, FrameWire.fields("POST", "/"), isLast: false)
            try await frames.data(1, "hello", isLast: false)
            try await frames.head(1, [("x-checked", "yes"), ("remote-user", "root")])
            let got = try await frames.answer(1)
            #expect(got.text == "ok")
            #expect(got.trailers == ["x-sum: 7"])
            #expect(town.app.requests.first?.hasSuffix("\r\n\r\n5\r\nhello\r\n0\r\nx-checked: yes\r\n\r\n") == true)
            for odd in [[(":path", "/")], [("X-Upper", "1")], [("x", "a\r\nb")]] {
                let next = try await FrameWire.open(town)
                try await next.head(1, FrameWire.fields("POST", "/"), isLast: false)
                try await next.head(1, odd)
                #expect(try await next.answer(1).status == "400")
            }
            #expect(town.app.requests.count == 1)
        }
    }

    @Test func `passes leave to send, and no other interim answer`() async throws {
        let early = "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
        try await Town.open({ _, _ in [.send(early)] }, plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            let fields = FrameWire.fields(
                "POST",
                "/",
                [("expect", "100-continue"), ("x-early", "1"), ("content-length", "2")]
            )
            try await frames.head(
                1,
                fields.map { ($0.0 == "x-early" ? "X-Early".lowercased() : $0.0, $0.1) },
                isLast: false
            )
            town.app.change { request, _ in
                request.contains("\r\n\r\nhi") ? FakeApp.hello(request, 0) : [.send(early)]
            }
            try await frames.data(1, "hi")
            let answer = try await frames.answer(1)
            #expect(answer.status == "200" || answer.status == "100")
        }
    }

    @Test func `S-8: an app that signs in connections sends its browser to HTTP/1.1`() async throws {
        let challenge = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n"
        try await Town.open({ _, _ in [.send(challenge)] }, plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            try await frames.head(1, FrameWire.fields())
            #expect(try await frames.answer(1).reset == FrameWire.Code.http11Required)
            try await until { town.app.open == 0 }
            try await frames.head(3, FrameWire.fields("GET", "/", [("authorization", "Negotiate abc")]))
            #expect(try await frames.answer(3).reset == FrameWire.Code.http11Required)
            #expect(town.app.requests.count == 1)
        }
    }

    @Test func `S-10: offers no WebSocket, so that browsers open one over HTTP/1.1`() async throws {
        try await Town.open(plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            let settings = try await frames.next()
            #expect(settings.type == 4)
            let names = stride(from: 0, to: settings.payload.count, by: 6).map { Int(settings.payload[$0 + 1]) }
            #expect(!names.contains(8))
            #expect(names.contains(3) && names.contains(6))
        }
    }

    @Test func `S-8: a reset ends the request at its app, at any moment`() async throws {
        try await Town.open({ _, _ in [.pause(milliseconds: 60_000)] }, plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            try await frames.head(1, FrameWire.fields())
            try await until { town.app.requests.count == 1 }
            try await frames.send(3, 0, 1, FrameWire.big(FrameWire.Code.cancel))
            try await until { town.app.open == 0 }
            try await frames.head(3, FrameWire.fields("POST", "/", [("content-length", "9")]), isLast: false)
            try await frames.data(3, "abc", isLast: false)
            try await until { town.app.open == 1 }
            try await frames.send(3, 0, 3, FrameWire.big(FrameWire.Code.cancel))
            try await until { town.app.open == 0 }
            town.app.change(FakeApp.hello)
            try await frames.head(5, FrameWire.fields())
            #expect(try await frames.answer(5).text == "hello")
        }
    }

    @Test func `S-38: survives a client that vanishes at any byte, and leaves nothing open`() async throws {
        try await Town.open(plain: false) { (town: Town) async throws in
            let whole =
                FrameWire.bytes(1, 4, 1, FrameWire.block(FrameWire.fields("POST", "/")))
                + FrameWire.bytes(0, 0, 1, Array("hello".utf8)) + FrameWire.bytes(0, 1, 1, Array("more".utf8))
            for end in stride(from: 1, to: whole.count, by: 11) {
                let frames = try await FrameWire.open(town)
                try await frames.send(Array(whole.prefix(end)))
                if end.isMultiple(of: 2) { await frames.wire.close() } else { try await frames.wire.reset() }
            }
            for _ in 0..<500 where await town.gate.clients() > 0 { try await Task.sleep(for: .milliseconds(10)) }
            #expect(await town.gate.clients() == 0)
            let last = try await FrameWire.open(town)
            try await last.head(1, FrameWire.fields())
            #expect(try await last.answer(1).status == "200")
        }
    }

    @Test func `S-8: a broken answer is never completed`() async throws {
        let cut = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"
        try await Town.open({ _, _ in [.send(cut), .pause(milliseconds: 50), .close] }, plain: false) {
            (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            try await frames.head(1, FrameWire.fields())
            let answer = try await frames.answer(1)
            #expect(answer.text == "hello")
            #expect(answer.reset == FrameWire.Code.internalError)
        }
    }

    @Test func `S-9: an app that reads nothing stops its client's windows`() async throws {
        try await Town.open(plain: false, asleep: true) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            try await frames.head(1, FrameWire.fields("POST", "/"), isLast: false)
            var sent = 0
            var window = 131_072
            while sent < 32 << 20 {
                if window >= 16_000 {
                    try await frames.send(0, 0, 1, Array(repeating: 0x78, count: 16_000))
                    sent += 16_000
                    window -= 16_000
                    continue
                }
                guard let frame = try? await frames.next(seconds: 2) else { break }
                if frame.type == 8, frame.stream == 1 {
                    window += frame.payload.reduce(0) { $0 << 8 | Int($1) }
                }
            }
            #expect(sent < 24 << 20, "it was given windows for \(sent) bytes that nobody took")
        }
    }

    @Test func `S-9: a client that takes nothing stops its app`() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 33554432\r\n\r\n"
        try await Town.open({ _, _ in [.send(head), .sendMany(32 << 20)] }, plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            try await frames.head(1, FrameWire.fields())
            try await until { town.app.requests.count == 1 }
            var poured = -1
            while poured != town.app.poured {
                poured = town.app.poured
                try await Task.sleep(for: .milliseconds(300))
            }
            #expect(poured < 24 << 20)
            var taken = 0
            while town.app.poured == poured, taken < 32 << 20 {
                let frame = try await frames.next()
                if frame.type == 0 { taken += frame.payload.count }
            }
            #expect(town.app.poured > poured, "it goes on where its client takes")
        }
    }

    @Test func `S-9: says goodbye when its gate closes, and finishes what was begun`() async throws {
        try await Town.open(
            { _, _ in [.pause(milliseconds: 500), .send("HTTP/1.1 204 No Content\r\n\r\n")] },
            plain: false
        ) {
            (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            try await frames.head(1, FrameWire.fields())
            try await until { town.app.requests.count == 1 }
            async let closed: Void = town.gate.close(within: 5)
            #expect(try await frames.answer(1).status == "204")
            await closed
        }
    }

    private func until(_ condition: () -> Bool) async throws {
        for _ in 0..<1000 where !condition() { try await Task.sleep(for: .milliseconds(5)) }
        #expect(condition())
    }
}
