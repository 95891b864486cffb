import Foundation
import Gate
import NIOCore
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A hostile answer` {
    @Test func `S-1, S-8: is one clear page, one whole answer or a clean cut, and never anything to anybody else`()
        async throws
    {
        try await Town.open { (town: Town) async throws in
            for answer in HostileAnswer.all {
                town.app.change { request, connection in
                    request.contains("/odd") ? answer.acts : Self.own(request, connection)
                }
                for method in ["GET", "POST"] {
                    try await Self.meet(answer, town, method: method)
                    // What an app sends unasked is seen as soon as it comes; only a request that is faster could take it.
                    try await Task.sleep(for: .milliseconds(20))
                }
                let other = try await HostileClient(port: town.port).sendOther("s00001")
                #expect(other == nil, "after \(answer.spelling.debugDescription)")
            }
        }
    }

    private static func meet(_ answer: HostileAnswer, _ town: Town, method: String) async throws {
        let lines = ["Connection: close", "Content-Length: 0"]
        var request = HostileRequest("answers", answer.spelling, text: Town.request(method, "/odd", lines), .passes)
        request.method = method
        let wire = try await town.wire()
        try await wire.send(ByteBuffer(bytes: request.bytes))
        let text = try? await wire.readToEnd(seconds: 5)
        let spelled = "\(method) \(answer.spelling.debugDescription) gave \((text ?? "an open connection").prefix(300))"
        let seen = HostileClient.read(wire.bytes, toHead: false)
        #expect(text?.contains("stolen") == false, "\(spelled)")
        #expect(seen.statuses.count == 1, "\(spelled)")
        switch answer.fate {
        case .page: #expect(seen.statuses == [502] && text?.hasSuffix("upstream.broken /odd") == true, "\(spelled)")
        case .cut: #expect(seen.isCut && seen.statuses == [200], "\(spelled)")
        case .whole: #expect(!seen.isCut && seen.statuses.allSatisfy { $0 < 400 }, "\(spelled)")
        }
    }

    private static let own: FakeApp.Script = { request, _ in
        let line = request.prefix { $0 != "\r\n" }.split(separator: " ").prefix(2).joined(separator: " ")
        return [.send("HTTP/1.1 200 OK\r\nContent-Length: \(line.utf8.count)\r\n\r\n\(line)")]
    }

    @Test func `S-8: whose head comes in pieces is the same answer at every cut`() async throws {
        let whole =
            "HTTP/1.1 200 OK\r\nX-A: b\r\nTransfer-Encoding: chunked\r\n\r\n5;a=\"b\"\r\nhello\r\n0\r\n\r\n"
        let place = Place()
        try await Town.open({ _, _ in
            let bytes = Array(whole.utf8)
            return [
                .send(String(decoding: bytes[..<place.value], as: UTF8.self)), .pause(milliseconds: 3),
                .send(String(decoding: bytes[place.value...], as: UTF8.self)),
            ]
        }) { (town: Town) async throws in
            for cut in 1..<whole.utf8.count {
                place.value = cut
                let answer = try await town.answer(Town.get("/\(cut)"))
                #expect(answer.head.contains("X-A: b\r\n"), "\(cut)")
                #expect(answer.body.hasPrefix("5;a=\"b\"\r\nhello\r\n0\r\n"), "\(cut)")
            }
        }
    }

    @Test func `S-40: that leads elsewhere is the browser's to follow, and never ours`() async throws {
        let elsewhere = FakeApp(FakeApp.hello)
        let port = try await elsewhere.open()
        let answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:\(port)/\r\nContent-Length: 0\r\n\r\n"
        try await Town.open({ _, _ in [.send(answer)] }) { (town: Town) async throws in
            let passed = try await town.answer(Town.get())
            #expect(passed.head.hasPrefix("HTTP/1.1 302 "))
            #expect(passed.head.contains("Location: http://127.0.0.1:\(port)/\r\n"))
            #expect(elsewhere.connections == 0)
        }
        await elsewhere.close()
    }

    @Test func `S-9: whose head drips in has the app's time and no more`() async throws {
        try await Town.open({ _, _ in
            [.send("HTTP/1.1 200 OK\r\n")]
                + Array(repeating: [.pause(milliseconds: 20), .send("X: y\r\n")], count: 150).joined()
        }) { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send(Town.get("/drip"))
            for _ in 0..<8 {
                try await Task.sleep(for: .milliseconds(100))
                town.switches.seconds.withLock { $0 += 1 }
            }
            #expect(try await wire.answer().body == "upstream.slow /drip")
        }
    }

    @Test func `S-8: dead at any byte of a body of stated length is cut, and kept by nobody`() async throws {
        let whole = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nabcdefghijkl"
        let place = Place()
        try await Town.open({ request, _ in
            let bytes = Array(whole.utf8.prefix(place.value))
            let end: FakeApp.Act = request.contains("reset") ? .reset : .close
            return [.send(String(decoding: bytes, as: UTF8.self)), .pause(milliseconds: 2), end]
        }) { (town: Town) async throws in
            for end in 1..<whole.utf8.count {
                place.value = end
                let wire = try await town.wire()
                try await wire.send(Town.get(end.isMultiple(of: 2) ? "/reset" : "/close", "Connection: close"))
                let text = try await wire.readToEnd()
                let isHead = end < whole.utf8.count - 12
                #expect(text.hasPrefix(isHead ? "HTTP/1.1 502 " : "HTTP/1.1 200 "), "\(end)")
                #expect(isHead || HostileClient.read(wire.bytes, toHead: false).isCut, "\(end)")
            }
            #expect(town.app.open == 0)
        }
    }
}
