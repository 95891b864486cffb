import Gate
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A connection of frames under strain` {
    /// Sends a flood piece by piece until the gate says goodbye.
    private func flood(_ town: Town, settings: [(UInt16, UInt32)] = [], _ piece: @Sendable (Int) -> [UInt8])
        async throws
        -> UInt32
    {
        let frames = try await FrameWire.open(town, settings: settings)
        for index in 0..<600 { try? await frames.send(piece(index)) }
        let code = try await frames.goodbye()
        for _ in 0..<100 where await town.gate.broken() == 0 { try await Task.sleep(for: .milliseconds(10)) }
        #expect(await town.gate.broken() == 1)
        return code
    }

    private static let head = FrameWire.block(FrameWire.fields())

    @Test func `S-4: ends after too many resets (CVE-2023-44487)`() async throws {
        try await Town.open(plain: false) { (town: Town) async throws in
            let code = try await flood(town) { index in
                let stream = index * 2 + 1
                return FrameWire.bytes(1, 5, stream, Self.head) + FrameWire.bytes(3, 0, stream, [0, 0, 0, 8])
            }
            #expect(code == FrameWire.Code.enhanceYourCalm)
            for _ in 0..<200 where town.app.open > 0 { try await Task.sleep(for: .milliseconds(10)) }
            #expect(town.app.open == 0)
        }
    }

    @Test(arguments: ["settings", "ping", "priority"])
    func `S-4: ends after too many settings, pings or priorities`(kind: String) async throws {
        try await Town.open(plain: false) { (town: Town) async throws in
            let code = try await flood(town) { index in
                switch kind {
                case "settings": FrameWire.bytes(4, 0, 0, [])
                case "ping": FrameWire.bytes(6, 0, 0, Array(repeating: 0, count: 8))
                default: FrameWire.bytes(2, 0, index * 2 + 1, [0, 0, 0, 0, 16])
                }
            }
            #expect(code == FrameWire.Code.enhanceYourCalm)
        }
    }

    @Test func `S-4: ends after too many CONTINUATION frames (CVE-2024-27316)`() async throws {
        try await Town.open(plain: false) { (town: Town) async throws in
            let field = FrameWire.literal(Array("x".utf8), Array("y".utf8))
            let code = try await flood(town) { index in
                index == 0 ? FrameWire.bytes(1, 1, 1, Self.head) : FrameWire.bytes(9, 0, 1, field)
            }
            #expect(code == FrameWire.Code.enhanceYourCalm)
            #expect(town.app.requests.isEmpty)
        }
    }

    @Test func `S-4: ends after too many empty DATA frames`() async throws {
        try await Town.open(plain: false) { (town: Town) async throws in
            let code = try await flood(town) { index in
                index == 0 ? FrameWire.bytes(1, 4, 1, Self.head) : FrameWire.bytes(0, 0, 1, [])
            }
            #expect(code == FrameWire.Code.enhanceYourCalm)
        }
    }

    @Test func `S-4: ends after too many streams that broke the protocol`() async throws {
        try await Town.open(plain: false) { (town: Town) async throws in
            let code = try await flood(town) { index in
                let stream = index * 2 + 1
                return FrameWire.bytes(1, 5, stream, Self.head) + FrameWire.bytes(8, 0, stream, [0, 0, 0, 0])
            }
            #expect(code == FrameWire.Code.enhanceYourCalm)
        }
    }

    @Test func `S-9: serves a hundred streams at once, and ends where one more is asked for`() async throws {
        // The second hundred stays open however long it takes to ask for one more.
        let slow: FakeApp.Script = { request, _ in
            let pause = request.hasPrefix("GET /stay ") ? 240_000 : 5_000
            return [.pause(milliseconds: pause), .send("HTTP/1.1 204 No Content\r\n\r\n")]
        }
        try await Town.open(slow, plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            for index in 0..<100 { try await frames.head(index * 2 + 1, FrameWire.fields()) }
            #expect(try await frames.answer(199).status == "204")
            let stay = FrameWire.fields("GET", "/stay")
            for index in 100...200 { try? await frames.head(index * 2 + 1, stay) }
            #expect(try await frames.goodbye() == FrameWire.Code.protocolError)
        }
    }

    @Test(arguments: [40_000, 240_000])
    func `S-7: answers a head full of cookies with the page that explains it, even on its first request`(size: Int)
        async throws
    {
        try await Town.open(plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            let crumbs = (0..<(size / 4000)).map { ("cookie", "bomb\($0)=" + String(repeating: "x", count: 3980)) }
            let block = FrameWire.block(FrameWire.fields() + crumbs)
            try await frames.send(1, 1, 1, Array(block.prefix(16_000)))
            for start in stride(from: 16_000, to: block.count, by: 16_000) {
                let end = min(start + 16_000, block.count)
                try await frames.send(9, end == block.count ? 4 : 0, 1, Array(block[start..<end]))
            }
            let answer = try await frames.answer(1)
            #expect(answer.status == "400")
            #expect(answer.text == "cookie.too-many")
            #expect(town.app.requests.isEmpty)
            let clear = FrameWire.fields("POST", "/.nomade/clear-cookies") + crumbs.prefix(9)
            try await frames.send(1, 1, 3, Array(FrameWire.block(clear).prefix(16_000)))
            let rest = Array(FrameWire.block(clear).dropFirst(16_000))
            for start in stride(from: 0, to: rest.count, by: 16_000) {
                let end = min(start + 16_000, rest.count)
                try await frames.send(9, end == rest.count ? 4 : 0, 3, Array(rest[start..<end]))
            }
            #expect(try await frames.answer(3).fields.contains { $0.hasPrefix("set-cookie: bomb8=;") })
        }
    }

    @Test func `S-9: ends where a header list has no bounds`() async throws {
        try await Town.open(plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            try await frames.send(1, 1, 1, Array(Self.head))
            let field = FrameWire.literal(Array("x".utf8), Array(repeating: 0x79, count: 16_000))
            for _ in 0..<24 { try? await frames.send(9, 0, 1, field) }
            #expect(try await frames.goodbye() != FrameWire.Code.noError)
            #expect(town.app.requests.isEmpty)
        }
    }

    @Test func `S-4: a list that grows by compression is bounded by what it says, not by what was sent`() async throws {
        try await Town.open(plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            let value = Array(repeating: UInt8(ascii: "y"), count: 4000)
            let named = [0x40] + FrameWire.literal(Array("x".utf8), value).dropFirst()
            let block = Self.head + named + Array(repeating: 0xBE, count: 100)
            try await frames.send(1, 5, 1, block)
            #expect(try await frames.goodbye() != FrameWire.Code.noError)
            #expect(town.app.requests.isEmpty)
        }
    }

    @Test(arguments: BrokenFrame.all)
    fileprivate func `S-4: a broken frame ends the connection and nothing reaches an app`(frame: BrokenFrame)
        async throws
    {
        try await Town.open(plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town, greets: frame.name != "no preface")
            try await frames.send(frame.bytes)
            #expect(try await frames.goodbye() != FrameWire.Code.noError)
            #expect(town.app.requests.isEmpty)
            let next = try await FrameWire.open(town)
            try await next.head(1, FrameWire.fields())
            #expect(try await next.answer(1).status == "200")
        }
    }
}

/// Bytes that are no frame, by a name that a report can bear.
private struct BrokenFrame: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    var testDescription: String { name }

    static let all = [
        BrokenFrame("data on no stream", FrameWire.bytes(0, 0, 1, [1])),
        BrokenFrame("data on stream 0", FrameWire.bytes(0, 0, 0, [1])),
        BrokenFrame("an even stream", FrameWire.bytes(1, 5, 2, FrameWire.block(FrameWire.fields()))),
        BrokenFrame("a push", FrameWire.bytes(5, 4, 1, [0, 0, 0, 2])),
        BrokenFrame("a lone continuation", FrameWire.bytes(9, 4, 1, [])),
        BrokenFrame("a long ping", FrameWire.bytes(6, 0, 0, Array(repeating: 0, count: 9))),
        BrokenFrame("a frame over 16 KiB", FrameWire.bytes(0, 0, 1, Array(repeating: 0, count: 16_385))),
        BrokenFrame("padding longer than its frame", FrameWire.bytes(0, 8, 1, [9, 0])),
        BrokenFrame("a field without name", FrameWire.bytes(1, 5, 1, [0, 0, 1, 0x79])),
        BrokenFrame("an index of no table", FrameWire.bytes(1, 5, 1, [0xFF, 0x7F])),
        BrokenFrame("an endless integer", FrameWire.bytes(1, 5, 1, Array(repeating: 0xFF, count: 40))),
        BrokenFrame("a window over its maximum", FrameWire.bytes(8, 0, 0, [0x7F, 0xFF, 0xFF, 0xFF])),
        BrokenFrame("a second acknowledgement", FrameWire.bytes(4, 1, 0, []) + FrameWire.bytes(4, 1, 0, [])),
        BrokenFrame("no preface", Array("GET / HTTP/1.1\r\nHost: intranet.ville.test\r\n\r\n".utf8)),
    ]
}
