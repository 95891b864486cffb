import Foundation
import Gate
import NIOCore
import SignIn
import Synchronization
import Testing

/// What is open when a right is taken away.
@Suite(.timeLimit(.minutes(5)), .serialized) struct `Something open` {
    private static let origin = "https://intranet.ville.test"

    /// A WebSocket, an event stream, a download under way and an upload under way.
    private static func openAll(_ town: Town) async throws -> [Wire] {
        let socket = try await town.wire()
        try await socket.send(`A stream`.upgrade(origin))
        try await socket.read(through: "\r\n\r\n")
        let events = try await town.wire()
        try await events.send(Town.get("/events"))
        try await events.read(through: "data")
        let download = try await town.wire()
        try await download.send(Town.get("/download"))
        try await download.read(through: "begun")
        return [socket, events, download, try await upload(town)]
    }

    private static func upload(_ town: Town) async throws -> Wire {
        let wire = try await town.wire()
        try await wire.send(Town.request("POST", "/", ["X-Sink: 1", "Content-Length: 10"]) + "12345")
        for _ in 0..<200 where town.app.bodyBytes < 5 { try await Task.sleep(for: .milliseconds(10)) }
        return wire
    }

    private static let script: FakeApp.Script = { request, _ in
        if request.contains("/download") {
            return [.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nbegun"), .pause(milliseconds: 30_000)]
        }
        if request.contains("POST") { return [.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nkept")] }
        return `A stream`.opening(request, 0)
    }

    @Test(arguments: ["ended", "another department"])
    func `S-16, RV-4: closes within a second of what takes the right away, whatever it is`(how: String) async throws {
        try await Town.open(Self.script) { (town: Town) async throws in
            let open = try await Self.openAll(town)
            if how == "ended" {
                town.switches.isLive.withLock { $0 = false }
            } else {
                town.switches.department.withLock { $0 = "finance" }
            }
            await town.gate.judgeAnew(["0412345"])
            for wire in open { _ = try await wire.readToEnd(seconds: 1) }
            let closed = town.switches.closed.withLock { $0 }
            #expect(Set(closed.map(\.kind)) == [.webSocket, .stream, .download, .upload])
            #expect(Set(closed.map(\.reason)) == [how == "ended" ? .ended : .refused])
        }
    }

    @Test func `RV-4: is judged anew within a second unasked, and for the person alone when asked`() async throws {
        try await Town.open(Self.script) { (town: Town) async throws in
            let open = try await Self.openAll(town)
            await town.gate.judgeAnew(["0400000"])
            #expect(town.switches.closed.withLock { $0.isEmpty })
            town.switches.isLive.withLock { $0 = false }
            for wire in open { _ = try await wire.readToEnd(seconds: 1) }
        }
    }

    @Test(arguments: [SessionTimes.Stage.asleep, .over])
    func `S-15, RV-5: an upload may finish after its session's time, and nothing else goes on`(
        stage: SessionTimes.Stage
    ) async throws {
        try await Town.open(Self.script) { (town: Town) async throws in
            let open = try await Self.openAll(town)
            town.switches.stage.withLock { $0 = stage }
            for wire in open.dropLast() { _ = try await wire.readToEnd(seconds: 10) }
            let upload = try #require(open.last)
            try await upload.send("67890")
            #expect(try await upload.answer().body == "kept")
            #expect(Set(town.switches.closed.withLock { $0 }.map(\.reason)) == [.expired])
        }
    }

    @Test(arguments: ["ended", "another department"])
    func `S-15, RV-5: an upload ends within a second of a revocation, its session's time over or not`(
        how: String
    ) async throws {
        try await Town.open(Self.script) { (town: Town) async throws in
            let upload = try await Self.upload(town)
            town.switches.stage.withLock { $0 = .over }
            try await Task.sleep(for: .milliseconds(700))
            if how == "ended" {
                town.switches.isLive.withLock { $0 = false }
            } else {
                town.switches.department.withLock { $0 = "finance" }
            }
            #expect(try await upload.readToEnd(seconds: 1).isEmpty)
        }
    }

    @Test(arguments: ["--http1.1", "--http2"])
    func `S-16, RV-4: a request that no byte was answered to gets the page that says why not, within a second`(
        version: String
    )
        async throws
    {
        let silent: FakeApp.Script = { _, _ in [.pause(milliseconds: 30_000)] }
        try await Town.open(silent, plain: false) { (town: Town) async throws in
            let cookie = "Cookie: __Host-nomade-app=good"
            async let answered = Curl.ask("https://intranet.ville.test/", port: town.port, version, "-H", cookie)
            for _ in 0..<500 where town.app.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
            town.switches.department.withLock { $0 = "finance" }
            let began = ContinuousClock.now
            await town.gate.judgeAnew(["0412345"])
            let answer = try await answered
            #expect(began.duration(to: .now) < .seconds(1))
            #expect(answer.head.contains(" 403"), "\(answer)")
            #expect(town.switches.closed.withLock { $0 }.map(\.kind) == [.request])
        }
    }

    @Test
    func
        `S-16, RV-4: what may have changed something is broken off within a second, never answered as if nothing was done`()
        async throws
    {
        try await Town.open({ _, _ in [.pause(milliseconds: 30_000)] }) { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send(Town.request("POST", "/", ["Content-Length: 2"]) + "ok")
            for _ in 0..<500 where town.app.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
            town.switches.department.withLock { $0 = "finance" }
            await town.gate.judgeAnew(["0412345"])
            #expect(try await wire.readToEnd(seconds: 1).isEmpty)
        }
    }

    @Test func `S-16, RV-4: closes on HTTP/2 too within a second, its stream alone`() async throws {
        try await Town.open(Self.script, plain: false) { (town: Town) async throws in
            let cookie = "Cookie: __Host-nomade-app=good"
            async let broken = Curl.ask("https://intranet.ville.test/", port: town.port, "-N", "-H", cookie)
            for _ in 0..<500 where town.app.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
            try await Task.sleep(for: .milliseconds(100))
            town.switches.department.withLock { $0 = "finance" }
            let began = ContinuousClock.now
            await town.gate.judgeAnew(["0412345"])
            let answer = try await broken
            #expect(began.duration(to: .now) < .seconds(1))
            #expect("\(answer)".contains("stream"), "\(answer)")
            #expect(town.switches.closed.withLock { $0 }.map(\.kind) == [.stream])
        }
    }
}
