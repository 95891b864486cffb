import AsyncHTTPClient
import DemoTown
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing

@Suite struct `An app of the town` {
    @Test func `shows what it was told, encoded`() async throws {
        let page = try await ask("intranet", "/", headers: [("Remote-User", "0412345"), ("Remote-Name", "<Awa & Ba>")])

        #expect(page.contains("matricule 0412345"))
        #expect(page.contains("&lt;Awa &amp; Ba&gt;"))
        #expect(!page.contains("<Awa"))
    }

    @Test func `answers as many bytes as asked, and counts as many as were sent`() async throws {
        let million = 1_000_000
        let down = try await ask("echo", "/bytes?count=\(million)")
        let up = try await ask("echo", "/upload", body: String(repeating: "x", count: million))

        #expect(down.utf8.count == million)
        #expect(up == "{\"method\":\"POST\",\"received\":\(million)}")
    }

    @Test func `sends events one after the other`() async throws {
        #expect(try await ask("echo", "/events?count=3&every=1") == "data: 1\n\ndata: 2\n\ndata: 3\n\n")
    }

    @Test func `listens on loopback alone, and is down once stopped`() async throws {
        let app = try await AppServer.start(.phone(), on: .singleton)
        #expect(app.url.hasPrefix("http://127.0.0.1:"))
        await app.stop()

        await #expect(throws: (any Error).self) {
            _ = try await HTTPClient.shared.execute(HTTPClientRequest(url: app.url), timeout: .seconds(1))
        }
    }

    @Test func `keeps an empty inbox while nobody sends messages`() async throws {
        #expect(try await ask(.phone(), "/messages?to=%2B33199004510") == "[]")
    }

    private func ask(
        _ name: String,
        _ target: String,
        headers: [(String, String)] = [],
        body: String? = nil
    ) async throws -> String {
        let app = try #require(TownApp.all.first { $0.name == name })
        return try await ask(app, target, headers: headers, body: body)
    }

    private func ask(
        _ app: TownApp,
        _ target: String,
        headers: [(String, String)] = [],
        body: String? = nil
    ) async throws -> String {
        let server = try await AppServer.start(app, on: .singleton)
        var request = HTTPClientRequest(url: server.url + target)
        request.method = body == nil ? .GET : .POST
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let text = String(buffer: try await answer.body.collect(upTo: 4_000_000))
        await server.stop()
        return text
    }
}
