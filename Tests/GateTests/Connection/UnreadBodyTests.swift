import Gate
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A body to an app` {
    /// An app that reads no body: what is behind a head is its next head.
    private static let deaf: FakeApp.Script = { request, connection in
        let line = request.prefix { $0 != "\r\n" }
        let closes = request.contains("Connection: close\r\n")
        return [.send("HTTP/1.1 200 OK\r\nContent-Length: \(line.utf8.count)\r\n\r\n\(line)")]
            + (closes ? [.close] : [])
    }

    @Test(arguments: ["GET", "POST", "DELETE"])
    func `G-42, S-8: is the last thing on its connection, so that nothing in it is read as a request`(method: String)
        async throws
    {
        try await Town.open(Self.deaf) { (town: Town) async throws in
            _ = try await town.answer(Town.get("/before"))
            let body = Town.get("/smuggled", "Remote-User: FORGED")
            let lines = ["Content-Length: \(body.utf8.count)"]
            _ = try await town.answer(Town.request(method, "/with", lines) + body)
            #expect(town.app.requests.last?.contains("Connection: close\r\n") == true)
            let connections = town.app.connections
            #expect(try await town.answer(Town.get("/after")).body.hasPrefix("GET /after"))
            #expect(town.app.connections == connections + 1)
        }
    }

    @Test func `G-42: keeps the connection of an app that signs in connections, and of a request without one`()
        async throws
    {
        try await Town.open({ _, _ in
            [.send("HTTP/1.1 401 No\r\nWWW-Authenticate: NTLM\r\nContent-Length: 2\r\n\r\nno")]
        }) { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send(Town.request("POST", "/", ["Content-Length: 0"]))
            _ = try await wire.answer()
            for _ in 0..<3 {
                try await wire.send(Town.request("POST", "/", ["Content-Length: 2", "Authorization: NTLM x"]) + "hi")
                _ = try await wire.answer()
            }
            #expect(town.app.connections == 1)
            #expect(!town.app.requests.joined().contains("Connection: close"))
        }
    }
}
