import Gate
import NIOHPACK
import Testing

/// A header list and what becomes of it.
private struct Case {
    let name: String
    let fields: [(String, String)]
    let status: String

    init(_ name: String, _ fields: [(String, String)], _ status: String = "400") {
        self.name = name
        self.fields = fields
        self.status = status
    }
}

private func without(_ name: String) -> [(String, String)] { FrameWire.fields().filter { $0.0 != name } }

private func with(_ name: String, _ value: String) -> [(String, String)] { FrameWire.fields() + [(name, value)] }

private func changed(_ name: String, _ value: String) -> [(String, String)] {
    FrameWire.fields().map { $0.0 == name ? (name, value) : $0 }
}

private let malformed: [Case] =
    [":method", ":scheme", ":authority", ":path"].flatMap { name in
        [
            Case("no \(name)", without(name)), Case("empty \(name)", changed(name, "")),
            Case("\(name) twice", [FrameWire.fields().first { $0.0 == name } ?? ("", "")] + FrameWire.fields()),
            Case("\(name) after a field", without(name) + [FrameWire.fields().first { $0.0 == name } ?? ("", "")]),
            Case("\(name) with a line end", changed(name, "x\r\ny: z")),
            Case("\(name) with a space", changed(name, "/a b")),
            Case("\(name) beyond ASCII", changed(name, "/é")),
        ]
    } + [
        Case("an unknown pseudo-header", [(":protocol", "websocket")] + FrameWire.fields()),
        Case("a status", [(":status", "200")] + FrameWire.fields()),
        Case("another scheme", changed(":scheme", "http")),
        Case("an absolute path", changed(":path", "https://intranet.ville.test/")),
        Case("a path without slash", changed(":path", "a")), Case("a star", changed(":path", "*")),
        Case("a fragment", changed(":path", "/#x")), Case("a broken percent sign", changed(":path", "/%4")),
        Case("a method with a version", changed(":method", "GET / HTTP/1.1")),
        Case("CONNECT", changed(":method", "CONNECT"), "405"), Case("TRACE", changed(":method", "TRACE"), "405"),
        Case("a user in the authority", changed(":authority", "a@intranet.ville.test")),
        Case("another Host", with("host", "pay.ville.test")),
        Case("Host twice", with("host", "intranet.ville.test") + [("host", "intranet.ville.test")]),
        Case("an unknown host", changed(":authority", "ville.example"), "421"),
        Case("an upper-case name", with("X-Upper", "1")), Case("a name with a space", with("x y", "1")),
        Case("a name with a colon", with("x:y", "1")),
        Case("a name with a line end", with("x\r\ny", "1")), Case("a name beyond ASCII", with("é", "1")),
        Case("a value with CR LF", with("x", "1\r\nRemote-User: root")), Case("a value with LF", with("x", "1\ny: 2")),
        Case("a value with NUL", with("x", "1\u{0}2")), Case("a value with DEL", with("x", "\u{7F}")),
        Case("a space before a value", with("x", " 1")), Case("a tab behind a value", with("x", "1\t")),
        Case("U+FFFD", with("x", "a\u{FFFD}b")), Case("connection", with("connection", "close")),
        Case("connection naming ours", with("connection", "remote-user")),
        Case("keep-alive", with("keep-alive", "timeout=5")), Case("proxy-connection", with("proxy-connection", "x")),
        Case("upgrade", with("upgrade", "h2c")), Case("http2-settings", with("http2-settings", "AAMAAABk")),
        Case("transfer-encoding", with("transfer-encoding", "chunked")), Case("te", with("te", "gzip, trailers")),
        Case("a length without body", with("content-length", "5")),
        Case("two lengths", with("content-length", "0") + [("content-length", "0")]),
        Case("a list of lengths", with("content-length", "0, 0")),
        Case("a signed length", with("content-length", "+0")),
        Case("an underscore", with("remote_user", "root")),
    ]

@Suite(.timeLimit(.minutes(5))) struct `A header list` {
    @Test func `S-4: that is malformed is answered, its app hears nothing of it, and the connection serves on`()
        async throws
    {
        try await Town.open(plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            for (index, odd) in malformed.enumerated() {
                try await frames.head(index * 4 + 1, odd.fields)
                #expect(try await frames.answer(index * 4 + 1).status == odd.status, "\(odd.name)")
                #expect(town.app.requests.count == index, "\(odd.name)")
                try await frames.head(index * 4 + 3, FrameWire.fields())
                #expect(try await frames.answer(index * 4 + 3).text.hasPrefix("GET / HTTP/1.1\r\n"), "\(odd.name)")
            }
        }
    }

    @Test func `S-4: with bytes that are no UTF-8 is refused`() async throws {
        try await Town.open(plain: false) { (town: Town) async throws in
            let frames = try await FrameWire.open(town)
            let odd: [[UInt8]] = [[0xFF], [0xC3, 0x28], [0xC0, 0xAF], [0xED, 0xA0, 0x80]]
            for (index, bytes) in odd.enumerated() {
                let odd = FrameWire.literal(Array("x".utf8), bytes)
                try await frames.send(1, 5, index * 2 + 1, FrameWire.block(FrameWire.fields()) + odd)
                #expect(try await frames.answer(index * 2 + 1).status == "400")
            }
            #expect(town.app.requests.isEmpty)
        }
    }

    @Test func `S-1: is written once as the head that HTTP/1.1 would have brought, cookie crumbs joined`() throws {
        let headers = HPACKHeaders([
            (":path", "/a%2Fb?c"), (":method", "PUT"), (":authority", "intranet.ville.test:443"), (":scheme", "https"),
            ("cookie", "a=1"), ("accept", "*/*"), ("cookie", "b=2"), ("host", "Intranet.ville.test:443"),
            ("te", "trailers"),
        ])
        let list = try HeaderList(headers.map { (name: $0.name, value: $0.value) }, isWhole: true)
        let text = """
            PUT /a%2Fb?c HTTP/1.1
            Host: intranet.ville.test:443
            accept: */*
            te: trailers
            cookie: a=1; b=2
            content-length: 0


            """
        #expect(String(decoding: list.bytes, as: UTF8.self) == text.replacing("\n", with: "\r\n"))
    }
}
