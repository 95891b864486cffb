import Gate
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A connection to an app` {
    @Test func `S-8: is kept after a clean answer, and closed after doubt`() async throws {
        let answers = [
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
            "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokEXTRA", "HTTP/1.1 204 No Content\r\n\r\nEXTRA",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n",
        ]
        try await Town.open(FakeApp.hello) { (town: Town) async throws in
            for _ in 0..<3 { _ = try await town.answer(Town.get()) }
            #expect(town.app.connections == 1)
            for (count, answer) in answers.enumerated() {
                town.app.change { request, _ in request.contains("/doubt") ? [.send(answer)] : FakeApp.hello(request, 0)
                }
                _ = try await town.answer(Town.get("/doubt"))
                #expect(try await town.answer(Town.get("/after")).body == "hello", "\(answer)")
                #expect(town.app.connections == count + 2, "\(answer)")
            }
        }
    }

    @Test func `S-8: gives nobody the answer of another, however many ask at once`() async throws {
        try await Town.open { (town: Town) async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for person in 0..<12 {
                    group.addTask {
                        let wire = try await town.wire()
                        for turn in 0..<20 {
                            let name = "/\(person)-\(turn)"
                            let isPost = turn.isMultiple(of: 3)
                            let request =
                                isPost ? Town.request("POST", name, ["Content-Length: 2"]) + "hi" : Town.get(name)
                            try await wire.send(request)
                            let body = try await wire.answer().body
                            #expect(body.hasPrefix(isPost ? "POST \(name) " : "GET \(name) "))
                        }
                        await wire.close()
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `S-8: that died while kept costs a readable request nothing, and sends an unsafe one never twice`()
        async throws
    {
        let place = Place()
        try await Town.open({ request, connection in
            if connection > place.value { return FakeApp.hello(request, connection) }
            return request.contains("/first") ? FakeApp.hello(request, connection) : [.close]
        }) { (town: Town) async throws in
            for (method, comes) in [("GET", "hello"), ("POST", "upstream.broken /next")] {
                place.value = town.app.connections + 1
                _ = try await town.answer(Town.get("/first"))
                let before = town.app.requests.count
                let lines = method == "POST" ? ["Content-Length: 0"] : []
                #expect(try await town.answer(Town.request(method, "/next", lines)).body == comes)
                #expect(town.app.requests.count - before == (method == "GET" ? 2 : 1))
            }
        }
    }

    @Test(arguments: ["Negotiate", "NTLM"])
    func `S-8: that was signed in by one client is never another's`(scheme: String) async throws {
        try await Town.open({ request, connection in
            let signed = request.contains("Authorization")
            let head = signed ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 401 No\r\nWWW-Authenticate: \(scheme)\r\n"
            return [.send("\(head)Content-Length: \(String(connection).count)\r\n\r\n\(connection)")]
        }) { (town: Town) async throws in
            let one = try await town.wire()
            try await one.send(Town.get("/"))
            let mine = try await one.answer().body
            try await one.send(Town.get("/", "Authorization: \(scheme) abc"))
            #expect(try await one.answer().body == mine)
            for _ in 0..<3 { #expect(try await town.answer(Town.get("/")).body != mine) }
            try await one.send(Town.get("/"))
            #expect(try await one.answer().body == mine)
            await one.close()
            #expect(try await town.answer(Town.get("/")).body != mine)
        }
    }
}
