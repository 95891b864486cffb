import Foundation
import Gate
import NIOCore
import Policy
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A connection that goes wrong` {
    @Test(arguments: [
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\nHost: a\n\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\r\n\r\n", "\u{16}\u{3}\u{1}\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n",
    ])
    func `S-1: is answered once and closed, and nothing behind it is read as a request`(text: String) async throws {
        try await Town.open { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send(text + Town.get("/smuggled"))
            let answer = try await wire.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 4") || answer.hasPrefix("HTTP/1.1 505"), "\(answer)")
            #expect(answer.contains("Connection: close"))
            #expect(answer.components(separatedBy: "\r\nConnection: close").count == 2)
            #expect(town.app.requests.isEmpty)
        }
    }

    @Test(arguments: ["X\r\nhello\r\n0\r\n\r\n", "5\nhello\r\n", "5\r\nhelloX", "FFFFFFFFFFFFFFFFF\r\n"])
    func `S-2: breaks off a chunked body that is none, and never uses the app's connection again`(body: String)
        async throws
    {
        try await Town.open { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send(
                Town.request("POST", "/", ["Transfer-Encoding: chunked"]) + body + Town.get("/smuggled")
            )
            #expect(try await wire.readToEnd().hasPrefix("HTTP/1.1 400 "))
            #expect(!town.app.requests.joined().contains("smuggled"))
            #expect(try await town.answer(Town.get("/next")).body.hasPrefix("GET /next"))
            #expect(town.app.requests.last?.hasPrefix("GET /next") == true)
        }
    }

    @Test func `S-9: has a limit for slow heads and slow bodies`() async throws {
        var patience = GatePatience()
        patience.head = 10
        patience.body = 10
        try await Town.open(patience: patience) { (town: Town) async throws in
            let slow = try await town.wire()
            try await slow.send("GET / HT")
            let body = try await town.wire()
            try await body.send(Town.request("POST", "/", ["Content-Length: 5"]) + "h")
            let silent = try await town.wire()
            try await until { town.app.connections == 1 }
            // A connection that the gate has not taken yet would have its whole time after the leap.
            for _ in 0..<1_000 where await town.gate.clients() < 3 { try await Task.sleep(for: .milliseconds(10)) }
            town.switches.seconds.withLock { $0 += 11 }
            #expect(try await slow.readToEnd().hasPrefix("HTTP/1.1 408 "))
            #expect(try await body.readToEnd().hasPrefix("HTTP/1.1 408 "))
            #expect(try await silent.readToEnd().isEmpty)
        }
    }

    @Test func `S-9: a kept connection rests for its time only`() async throws {
        try await Town.open { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send(Town.get())
            _ = try await wire.answer()
            town.switches.seconds.withLock { $0 += 76 }
            #expect(try await wire.readToEnd().isEmpty)
        }
    }

    @Test func `has a page when the app is down, slow or broken`() async throws {
        try await Town.open(deaf: true) { (town: Town) async throws in
            #expect(try await town.answer(Town.get("/a")).head.hasPrefix("HTTP/1.1 502 "))
            #expect(try await town.answer(Town.get("/a")).body == "upstream.down /a")
        }
        try await Town.open({ _, _ in [.pause(milliseconds: 60_000)] }) { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send(Town.get("/a"))
            try await until { town.app.requests.count == 1 }
            town.switches.seconds.withLock { $0 += 3 }
            let answer = try await wire.answer()
            #expect(answer.head.hasPrefix("HTTP/1.1 504 "))
            #expect(answer.body == "upstream.slow /a")
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", "<html>", "\r\n",
        "HTTP/1.1 200 OK\r\n" + String(repeating: "X: y\r\n", count: 300) + "\r\n",
    ])
    func `S-1: never passes on an answer that breaks the protocol`(answer: String) async throws {
        try await Town.open({ _, _ in [.send(answer), .pause(milliseconds: 50), .close] }) {
            (town: Town) async throws in
            let answer = try await town.answer(Town.request("POST", "/", ["Content-Length: 0"]))
            #expect(answer.body == "upstream.broken /")
        }
    }

    @Test func `survives an app that vanishes at any byte of its answer`() async throws {
        let whole = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
        let place = Place()
        try await Town.open({ _, _ in [.send(String(decoding: whole.utf8.prefix(place.value), as: UTF8.self)), .close] }
        ) { (town: Town) async throws in
            for end in 1..<whole.utf8.count {
                place.value = end
                let wire = try await town.wire()
                try await wire.send(Town.get("/\(end)"))
                let headLength = whole.utf8.count - 15
                if end < headLength {
                    #expect(try await wire.answer().body.hasPrefix("upstream.broken"))
                    await wire.close()
                } else {
                    #expect(try await !wire.readToEnd().contains("0\r\n\r\n"))
                }
            }
            place.value = whole.utf8.count
            #expect(try await town.answer(Town.get()).body == "5\r\nhello\r\n0\r\n\r\n")
        }
    }

    @Test func `survives a client that vanishes at any byte, and leaves nothing open`() async throws {
        try await Town.open { (town: Town) async throws in
            let whole = Town.request("POST", "/", ["Transfer-Encoding: chunked"]) + "5\r\nhello\r\n0\r\n\r\n"
            for end in stride(from: 1, to: whole.utf8.count, by: 3) {
                let wire = try await town.wire()
                try await wire.send(String(whole.prefix(end)))
                if end.isMultiple(of: 2) { await wire.close() } else { try await wire.reset() }
            }
            for _ in 0..<200 where await town.gate.clients() > 0 { try await Task.sleep(for: .milliseconds(10)) }
            #expect(await town.gate.clients() == 0)
            #expect(try await town.answer(Town.get("/after")).body.hasPrefix("GET /after"))
        }
    }

    @Test func `gives an answer that comes before the body's end, then closes both ways`() async throws {
        let refusal = "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"
        try await Town.open({ _, _ in [.send(refusal)] }) { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send(Town.request("POST", "/", ["Content-Length: 500000", "X-Early: 1"]) + "begin")
            let answer = try await wire.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 403 "))
            #expect(answer.contains("Connection: close\r\n"))
            #expect(answer.hasSuffix("no"))
            try await until { town.app.open == 0 }
        }
    }

    private func until(_ condition: () -> Bool) async throws {
        for _ in 0..<1000 where !condition() { try await Task.sleep(for: .milliseconds(5)) }
        #expect(condition())
    }
}
