import Foundation
import Gate
import NIOCore
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5)), .serialized) struct `A stream` {
    static let opening: FakeApp.Script = { request, _ in
        guard request.contains("Upgrade: websocket") else {
            return [
                .send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata\n\n"),
                .pause(milliseconds: 60_000),
            ]
        }
        return [
            .send(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n"
            )
        ]
    }

    static func upgrade(_ origin: String?, host: String = "intranet.ville.test", name: String = "websocket")
        -> String
    {
        let lines = ["Upgrade: \(name)", "Connection: keep-alive, Upgrade", "Sec-WebSocket-Key: k"]
        return Town.request("GET", "/ws", lines + (origin.map { ["Origin: \($0)"] } ?? []), host: host)
    }

    @Test func `S-10: of WebSocket frames passes both ways`() async throws {
        try await Town.open(Self.opening) { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send(Self.upgrade("https://intranet.ville.test") + "early")
            let head = try await wire.read(through: "\r\n\r\n")
            #expect(head.contains("101 Switching Protocols\r\n"))
            #expect(head.contains("Connection: Upgrade\r\nUpgrade: websocket\r\n"))
            try await wire.read(through: "early")
            try await wire.send(String(repeating: "frame", count: 100_000))
            #expect(try await wire.take(500_000).hasSuffix("frame"))
        }
    }

    @Test(arguments: [
        nil, "null", "https://pay.ville.test", "https://portal.ville.test", "http://intranet.ville.test",
        "https://intranet.ville.test:8443", "https://intranet.ville.test.evil", "https://friend.test", "",
    ])
    func `S-10: is not opened for another origin`(origin: String?) async throws {
        try await Town.open(Self.opening) { (town: Town) async throws in
            let head = try await town.answer(Self.upgrade(origin)).head
            #expect(head.hasPrefix("HTTP/1.1 403 "))
            #expect(town.app.requests.isEmpty)
        }
    }

    @Test func `S-10: is opened for an origin that the app lists, and no other upgrade ever`() async throws {
        try await Town.open(Self.opening) { (town: Town) async throws in
            let listed = try await town.answer(Self.upgrade("https://friend.test", host: "open.ville.test")).head
            #expect(listed.hasPrefix("HTTP/1.1 101 "))
            for name in ["h2c", "TLS/1.0", "foo", "websocket, h2c"] {
                let wire = try await town.wire()
                try await wire.send(Self.upgrade("https://intranet.ville.test", name: name))
                #expect(try await wire.read(through: "\r\n").hasPrefix("HTTP/1.1 200 "))
                #expect(town.app.requests.last?.contains("pgrade") == false)
                await wire.close()
            }
        }
    }

    @Test func `S-10: ends with its session within a second`() async throws {
        try await Town.open(Self.opening) { (town: Town) async throws in
            let socket = try await town.wire()
            try await socket.send(Self.upgrade("https://intranet.ville.test"))
            try await socket.read(through: "\r\n\r\n")
            let events = try await town.wire()
            try await events.send(Town.get())
            try await events.read(through: "data")
            town.switches.isLive.withLock { $0 = false }
            _ = try await socket.readToEnd(seconds: 1.5)
            _ = try await events.readToEnd(seconds: 0.5)
        }
    }

    @Test func `of one gibibyte each way passes with less than 32 MiB of growth`() async throws {
        let size = 1 << 30
        try await Town.open({ request, _ in
            let body = request.contains("X-Sink") ? 0 : size
            return [.send("HTTP/1.1 200 OK\r\nContent-Length: \(body)\r\n\r\n"), .sendMany(body)]
        }) { (town: Town) async throws in
            _ = try await town.answer(Town.request("POST", "/", ["X-Sink: 1", "Content-Length: 1"]) + "x")
            let before = Self.resident()
            let up = try await town.wire()
            try await up.send(Town.request("POST", "/", ["X-Sink: 1", "Content-Length: \(size)"]))
            let piece = ByteBuffer(repeating: 0x79, count: 1 << 18)
            for _ in 0..<(size >> 18) { try await up.send(piece) }
            _ = try await up.answer(seconds: 60)
            let down = try await town.wire()
            down.onlyCount()
            try await down.send(Town.get())
            for _ in 0..<60_000 where down.received < size { try await Task.sleep(for: .milliseconds(2)) }
            #expect(down.received >= size)
            #expect(town.app.bodyBytes == size + 1)
            #expect(Self.resident() - before < 32 << 20)
        }
    }

    @Test func `S-9: holds little of a gibibyte for a client that does not read, and ends after its time`() async throws
    {
        try await Town.open({ _, _ in
            [.send("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"), .sendMany(1 << 30)]
        }) { (town: Town) async throws in
            let before = Self.resident()
            let wire = try await town.wire()
            try await wire.sleep()
            try await wire.send(Town.get())
            try await Task.sleep(for: .seconds(2))
            #expect(Self.resident() - before < 32 << 20)
            #expect(await town.gate.clients() == 1)
            town.switches.seconds.withLock { $0 += 121 }
            try await Task.sleep(for: .seconds(1))
            #expect(await town.gate.clients() == 0)
        }
    }

    /// Resident bytes of this process.
    private static func resident() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
    }
}

@Suite(.timeLimit(.minutes(1))) struct `A room's change of protocol` {
    @Test func `RD-7: is answered with no length and no chunks, then with its bytes, then ended`() async throws {
        try await Town.open { (town: Town) async throws in
            let wire = try await town.wire()
            let lines = ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: k"]
            try await wire.send(
                Town.request("GET", "/socket", lines + ["Origin: https://portal.ville.test"], host: "portal.ville.test")
            )
            let head = try await wire.read(through: "\r\n\r\n")
            #expect(head.hasPrefix("HTTP/1.1 101 ") && head.contains("Connection: Upgrade\r\n"))
            #expect(head.lowercased().contains("upgrade: websocket\r\n"))
            #expect(!head.lowercased().contains("content-length") && !head.contains("chunked"))
            #expect(try await wire.take(6) == "frames")
            for _ in 0..<50 where !wire.isEnded { try await Task.sleep(for: .milliseconds(100)) }
            #expect(wire.isEnded)
        }
    }
}
