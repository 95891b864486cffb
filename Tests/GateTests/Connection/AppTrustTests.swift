import City
import Gate
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct `An app behind TLS` {
    /// Runs a story with nginx as the app; its certificate bears the name app.test.
    private func story(
        asks: Bool = false,
        _ trust: @Sendable (TestAuthority) async throws -> UpstreamTrust,
        _ story: @Sendable (Town) async throws -> Void
    ) async throws {
        let authority = try await TestAuthority.make()
        defer { authority.remove() }
        try await authority.issue("app", "DNS:app.test")
        try await authority.issue("gate", "DNS:gate.test")
        let nginx = try await Nginx.open(authority, "app", asks: asks)
        defer { nginx.close() }
        let trust = try await trust(authority)
        let port = nginx.port
        try await Town.open(upstream: { _ in
            Upstream(tls: true, host: "127.0.0.1", port: port, timeoutSeconds: 5, trust: trust)
        }) { town in try await story(town) }
    }

    @Test func `S-40: gets the request when its own authority vouches for it by its name`() async throws {
        try await story {
            UpstreamTrust(authority: $0.path("ca.pem"), name: "app.test")
        } _: { (town: Town) async throws in
            for _ in 0..<3 {
                #expect(try await town.answer(Town.get()).body == "name:app.test shown: person:0412345")
            }
        }
    }

    @Test func `S-40: gets nothing when another authority issued its certificate, and a page says so`() async throws {
        let other = try await TestAuthority.make()
        defer { other.remove() }
        try await story { _ in
            UpstreamTrust(authority: other.path("ca.pem"), name: "app.test")
        } _: { (town: Town) async throws in
            let answer = try await town.answer(Town.get("/x"))
            #expect(answer.head.hasPrefix("HTTP/1.1 502 "))
            #expect(answer.body == "upstream.untrusted /x")
            #expect(
                try await town.answer(Town.request("POST", "/y", ["Content-Length: 0"])).body == "upstream.untrusted /y"
            )
        }
    }

    @Test(arguments: ["other.test", nil])
    func `S-40: gets nothing under another name or by its address alone`(name: String?) async throws {
        try await story {
            UpstreamTrust(authority: $0.path("ca.pem"), name: name)
        } _: { (town: Town) async throws in
            #expect(try await town.answer(Town.get("/x")).body == "upstream.untrusted /x")
        }
    }

    @Test func `S-40: is not trusted on the machine's own list when it needs an authority of its own`() async throws {
        try await story { _ in
            UpstreamTrust(name: "app.test")
        } _: { (town: Town) async throws in
            #expect(try await town.answer(Town.get("/x")).body == "upstream.untrusted /x")
        }
    }

    @Test func `S-44: is shown the gate's own certificate where it asks for one`() async throws {
        try await story(asks: true) { authority in
            let files = CertificateFiles(chain: authority.path("gate.pem"), key: authority.path("gate.key"))
            return UpstreamTrust(authority: authority.path("ca.pem"), certificate: files, name: "app.test")
        } _: { (town: Town) async throws in
            #expect(try await town.answer(Town.get()).body == "name:app.test shown:CN=gate person:0412345")
        }
        try await story(asks: true) {
            UpstreamTrust(authority: $0.path("ca.pem"), name: "app.test")
        } _: { (town: Town) async throws in
            #expect(try await town.answer(Town.get()).head.hasPrefix("HTTP/1.1 400 "), "nginx itself says no")
        }
    }

    @Test func `S-40: is never called in plain HTTP instead`() async throws {
        let upstream: @Sendable (Int) -> Upstream = { Upstream(tls: true, host: "127.0.0.1", port: $0) }
        try await Town.open(FakeApp.hello, upstream: upstream) { (town: Town) async throws in
            let wire = try await town.wire()
            try await wire.send(Town.get("/x"))
            for _ in 0..<500 where town.app.connections == 0 { try await Task.sleep(for: .milliseconds(10)) }
            async let answer = wire.answer()
            // The gate may hear of the connection after the app: its patience begins then.
            for _ in 0..<5 {
                town.switches.seconds.withLock { $0 += 61 }
                try await Task.sleep(for: .milliseconds(200))
            }
            #expect(try await answer.body.hasPrefix("upstream."))
            #expect(town.app.requests.isEmpty)
        }
    }

    @Test func `S-35: with a file that cannot be read no gate opens`() async throws {
        let fault = await #expect(throws: AppTrustFault.self) {
            let trust = UpstreamTrust(authority: "/nowhere/ca.pem")
            try await Town.open(upstream: { Upstream(tls: true, host: "127.0.0.1", port: $0, trust: trust) }) { _ in }
        }
        #expect(fault?.file == "/nowhere/ca.pem")
    }
}
