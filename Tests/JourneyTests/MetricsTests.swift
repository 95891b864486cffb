import DemoTown
import Testing

@Suite struct `The numbers of operation` {
    @Test func `G-27, S-36: count a connection that broke HTTP/2, and the clients that are there`() async throws {
        try await LivingTown.live { town in
            let browser = town.browser()
            func metrics() async throws -> String {
                try await browser.open("http://127.0.0.1:\(town.town.options.port + 2)/metrics").body
            }
            #expect(try await metrics().contains("nomade_broken_connections_total 0\n"))
            let line = try await Line.open(
                port: town.town.options.port,
                host: "nomades.localhost",
                trusting: town.town.files.authority.root,
                speaking: ["h2"]
            )
            // The preface, no settings, and a DATA frame on the connection itself (RFC 9113 §6.1).
            let frame = String(repeating: "\0", count: 9)
            try await line.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\(frame)")
            try await line.waitForEnd()
            let after = try await metrics()
            #expect(after.contains("# TYPE nomade_broken_connections_total counter\n"))
            #expect(after.contains("nomade_broken_connections_total 1\n"))
            #expect(after.contains("# TYPE nomade_clients gauge\n"))
            try await browser.close()
        }
    }
}
