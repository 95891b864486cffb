import Gate
import Testing

@Suite(.timeLimit(.minutes(5))) struct `An app with paths before the gate` {
    private static let host = "files.ville.test"

    @Test func `G-30: is decided by the path of each request, the longest prefix first`() async throws {
        try await Town.open(FakeApp.hello) { (town: Town) async throws in
            for target in ["/", "/a%20b?x=;//", "/payment", "/pay/open", "/pay/open/x?y", "/caf%C3%A9"] {
                #expect(try await town.answer(Town.get(target, host: Self.host)).body == "hello", "\(target)")
            }
            for target in ["/pay", "/pay/", "/pay?x", "/pay/2026", "/pay/opened"] {
                let answer = try await town.answer(Town.get(target, host: Self.host))
                #expect(answer.body == "refuse files/pay", "\(target)")
            }
        }
    }

    @Test func `S-2, G-31: takes each path in one spelling only, in every generated one`() async throws {
        let heads = [
            "//", "/./", "/a/../", "/%2e/", "/x/%2E%2e/", "/%2F", "/%2f", "/\\", "/%5C", "/;/", "/a;b/", "/%00/",
            "/%3B/",
            "/%C0%AF", "/a%2Fb/", "/..;/", "/%252F", "/.%2e/", "/a/.../", "/%E2%80%8B/", "/%EF%BC%8F", "/%3F/", "/%23",
        ]
        let words = [
            "pay", "x", "%70ay", "p%61y", "PAY", "Pay", "pay;v", "pay%20", "pay.", "pay%2e", "pay%3f", "pay::$DATA",
        ]
        try await Town.open(FakeApp.hello) { (town: Town) async throws in
            for head in heads {
                for word in words { try await Self.expectRefusal(of: head + word, in: town) }
            }
            for word in words.dropFirst(2) {
                for tail in ["", "/", "/x", "?q"] { try await Self.expectRefusal(of: "/" + word + tail, in: town) }
            }
            #expect(town.app.requests.isEmpty)
        }
    }

    private static func expectRefusal(of target: String, in town: Town) async throws {
        let answer = try await town.answer(Town.get(target, host: host))
        #expect(answer.head.hasPrefix("HTTP/1.1 400 "), "\(target)")
        #expect(answer.body.contains("request.path"), "\(target)")
    }

    @Test func `S-2, G-31: leaves the spelling of an app without paths alone`() async throws {
        try await Town.open(FakeApp.hello) { (town: Town) async throws in
            for target in ["//pay", "/a;b", "/x/../pay", "/%2Fpay", "/Pay", "/%70ay"] {
                #expect(try await town.answer(Town.get(target)).body == "hello", "\(target)")
            }
        }
    }

    @Test func `G-32: writes to a Destination only where its path is permitted too`() async throws {
        try await Town.open(FakeApp.hello) { (town: Town) async throws in
            func move(_ target: String, to destination: String...) async throws -> (head: String, body: String) {
                let lines = destination.map { "Destination: \($0)" } + ["Content-Length: 0"]
                return try await town.answer(Town.request("MOVE", target, lines, host: Self.host))
            }
            let own = "https://\(Self.host)"
            #expect(try await move("/a", to: "\(own)/b").body == "hello")
            #expect(try await move("/a", to: "/b").body == "hello")
            #expect(try await move("/a", to: "\(own)/pay/x").body == "refuse files/pay")
            #expect(try await move("/pay/x", to: "\(own)/b").body == "refuse files/pay")
            for foreign in ["https://other.test/b", "\(own)/x/../pay", "\(own)//pay", "\(own)", "\(own).evil/b", "b"] {
                #expect(try await move("/a", to: foreign).head.hasPrefix("HTTP/1.1 400 "), "\(foreign)")
            }
            #expect(try await move("/a", to: "\(own)/b", "\(own)/c").head.hasPrefix("HTTP/1.1 400 "))
        }
    }

    @Test func `G-32: is acted on from above a closed path by no method that reaches below`() async throws {
        try await Town.open(FakeApp.hello) { (town: Town) async throws in
            for method in ["COPY", "MOVE", "DELETE", "LOCK", "PROPFIND", "REPORT", "SEARCH"] {
                let above = Town.request(method, "/", ["Content-Length: 0"], host: Self.host)
                #expect(try await town.answer(above).body == "refuse files/pay", "\(method)")
                let beside = Town.request(method, "/a", ["Content-Length: 0"], host: Self.host)
                #expect(try await town.answer(beside).body == "hello", "\(method)")
            }
            let look = Town.request("PROPFIND", "/", ["Depth: 0", "Content-Length: 0"], host: Self.host)
            #expect(try await town.answer(look).body == "hello")
        }
    }

    @Test func `P-10, G-33: hides from a stranger as an absent one, however its path is spelt`() async throws {
        try await Town.open { (town: Town) async throws in
            for target in ["/", "/pay", "//pay", "/%70ay"] {
                #expect(
                    try await town.answer(Town.get(target, host: "vault.ville.test")).body == "hide vault",
                    "\(target)"
                )
                #expect(try await town.answer(Town.get(target, host: "nothing.ville.test")).body == "absent")
            }
        }
    }
}
