import Gate
import NIOCore
import NIOSSL
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A door` {
    @Test(arguments: [TLSVersion.tlsv12, .tlsv13])
    func `speaks TLS 1.2 and 1.3`(version: TLSVersion) async throws {
        try await Town.open(FakeApp.hello, plain: false) { (town: Town) async throws in
            let wire = try await Wire.open(port: town.port, tls: "intranet.ville.test", version: version)
            for _ in 0..<3 {
                try await wire.send(Town.get())
                #expect(try await wire.answer().body == "hello")
            }
        }
    }

    @Test func `speaks nothing older, and no plain HTTP on a TLS listener`() async throws {
        try await Town.open(FakeApp.hello, plain: false) { (town: Town) async throws in
            let old = try await Wire.open(port: town.port, tls: "intranet.ville.test", version: .tlsv11)
            try? await old.send(Town.get())
            #expect(try await old.readToEnd().isEmpty)
            let plain = try await town.wire()
            try await plain.send(Town.get())
            #expect(try await !plain.readToEnd().contains("HTTP/1.1"))
        }
    }

    @Test func `S-3: takes a host that its certificate covers, whatever name the handshake bore, and no other`()
        async throws
    {
        try await Town.open(FakeApp.hello, plain: false) { (town: Town) async throws in
            let wire = try await Wire.open(port: town.port, tls: "portal.ville.test")
            try await wire.send(Town.get())
            #expect(try await wire.answer().body == "hello")
            try await wire.send(Town.request("GET", "/", [], host: "intranet.local"))
            #expect(try await wire.read(through: "\r\n").hasPrefix("HTTP/1.1 421 "))
        }
    }

    @Test func `S-3: takes no request where the handshake named a host that its certificate does not cover`()
        async throws
    {
        try await Town.open(FakeApp.hello, plain: false) { (town: Town) async throws in
            for (name, status) in [("elsewhere.example", "421"), ("a.b.ville.test", "421"), ("Pay.Ville.Test", "200")] {
                let answer = try await Wire.open(port: town.port, tls: name, verifies: false)
                try await answer.send(Town.get())
                #expect(try await answer.read(through: "\r\n").hasPrefix("HTTP/1.1 \(status) "), "\(name)")
            }
        }
    }

    @Test func `S-9: tells an address that it has too many connections, then takes no more of them`() async throws {
        try await Town.open(FakeApp.hello, plain: false, proxies: [], peerConnections: 3) { (town: Town) async throws in
            var kept: [Wire] = []
            for _ in 0..<3 {
                let wire = try await Wire.open(port: town.port, tls: "intranet.ville.test")
                try await wire.send(Town.get())
                #expect(try await wire.answer().body == "hello")
                kept.append(wire)
            }
            let surplus = try await Wire.open(port: town.port, tls: "intranet.ville.test")
            try await surplus.send(Town.get())
            #expect(try await surplus.readToEnd().hasPrefix("HTTP/1.1 429 "))
            let frames = try await FrameWire.open(town)
            try await frames.head(1, FrameWire.fields())
            #expect(try await frames.answer(1).status == "429")
            await kept[0].close()
            await surplus.close()
            await frames.wire.close()
            for _ in 0..<300 where await town.gate.clients() > 2 { try await Task.sleep(for: .milliseconds(10)) }
            let next = try await Wire.open(port: town.port, tls: "intranet.ville.test")
            try await next.send(Town.get())
            #expect(try await next.answer().body == "hello")
        }
    }

    @Test func `passes large bodies through TLS unchanged`() async throws {
        try await Town.open(plain: false) { (town: Town) async throws in
            let wire = try await Wire.open(port: town.port, tls: "intranet.ville.test")
            let body = String(repeating: "0123456789abcdef", count: 100_000)
            try await wire.send(Town.request("POST", "/", ["Content-Length: \(body.utf8.count)"]) + body)
            #expect(try await wire.answer(seconds: 30).body.hasSuffix("\r\n\r\n" + body))
        }
    }

    @Test func `S-5: of plain HTTP lets only its named proxy in`() async throws {
        try await Town.open(FakeApp.hello, proxies: ["192.0.2.1"]) { (town: Town) async throws in
            let wire = try await town.wire()
            try? await wire.send(Town.get())
            #expect(try await wire.readToEnd().isEmpty)
        }
    }

    @Test func `S-5: takes the client's address and channel from its named proxy, the last one only`() async throws {
        try await Town.open { (town: Town) async throws in
            let portal = Town.get("/x", "X-Forwarded-For: 1.1.1.1, 10.1.2.3", host: "portal.ville.test")
            #expect(try await town.answer(portal).body == "portal /x body:0 office 10.1.2.3 443")
            let app = try await town.answer(Town.get("/", "X-Forwarded-For: 1.1.1.1, ::ffff:203.0.113.7"))
            #expect(app.body.contains("X-Forwarded-For: 203.0.113.7\r\n"))
            #expect(!app.body.contains("1.1.1.1"))
            let http = try await town.answer(Town.get("/", "X-Forwarded-Proto: http"))
            #expect(http.head.hasPrefix("HTTP/1.1 421 "))
            let odd = try await town.answer(Town.get("/", "X-Forwarded-For: x"))
            #expect(odd.head.hasPrefix("HTTP/1.1 400 "))
        }
    }

    @Test func `S-5: takes each request's own client from one connection of its named proxy`() async throws {
        try await Town.open { (town: Town) async throws in
            let wire = try await town.wire()
            let clients = [
                ("X-Forwarded-For: 10.1.2.3", "office 10.1.2.3"),
                ("X-Forwarded-For: 203.0.113.7", "nomade 203.0.113.7"),
                ("X-Forwarded-For: 10.1.2.3", "office 10.1.2.3"), ("X-None: 1", "nomade 127.0.0.1"),
            ]
            for (field, seen) in clients {
                try await wire.send(Town.get("/", field, host: "portal.ville.test"))
                #expect(try await wire.answer().body == "portal / body:0 \(seen) 443")
            }
        }
    }

    @Test func `S-5: takes nobody else's word`() async throws {
        try await Town.open(plain: false, proxies: ["192.0.2.1"]) { (town: Town) async throws in
            let wire = try await Wire.open(port: town.port, tls: "portal.ville.test")
            try await wire.send(Town.get("/", "X-Forwarded-For: 10.1.2.3", host: "portal.ville.test"))
            #expect(try await wire.answer().body == "portal / body:0 nomade 127.0.0.1 443")
        }
    }

    @Test func `streams a body to the portal's pages up to their limit`() async throws {
        try await Town.open { (town: Town) async throws in
            func post(_ lines: [String]) -> String { Town.request("POST", "/f", lines, host: "portal.ville.test") }
            let small = try await town.answer(post(["Content-Length: 90000"]) + String(repeating: "x", count: 90_000))
            #expect(small.body.hasPrefix("portal /f body:90000"))
            let chunks =
                String(repeating: "4000\r\n\(String(repeating: "x", count: 16_384))\r\n", count: 5) + "0\r\n\r\n"
            let chunked = try await town.answer(post(["Transfer-Encoding: chunked"]) + chunks)
            #expect(chunked.body.hasPrefix("portal /f body:81920"))
            #expect(try await town.answer(post(["Content-Length: 100001"])).head.hasPrefix("HTTP/1.1 413 "))
            let wire = try await town.wire()
            try await wire.send(post(["Transfer-Encoding: chunked"]) + chunks.replacing("0\r\n\r\n", with: "") + chunks)
            #expect(try await wire.read(through: "\r\n").hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test func `keeps its connection after a portal page, and asks for an expected body`() async throws {
        try await Town.open { (town: Town) async throws in
            let wire = try await town.wire()
            for _ in 0..<3 {
                try await wire.send(
                    Town.request("POST", "/", ["Content-Length: 2", "Expect: 100-continue"], host: "portal.ville.test")
                )
                #expect(try await wire.read(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
                try await wire.send("hi")
                #expect(try await wire.answer().body.contains("body:2"))
            }
            try await wire.send(Town.request("HEAD", "/", [], host: "portal.ville.test"))
            #expect(try await wire.read(through: "\r\n\r\n").contains("200 OK"))
            #expect(wire.text.isEmpty)
        }
    }
}
