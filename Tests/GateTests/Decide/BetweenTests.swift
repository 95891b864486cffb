import Gate
import HTTPTypes
import Policy
import Testing
import Web

@Suite struct `A portal request's names` {
    private func names(_ lines: String...) throws -> String? {
        let text = "GET /ready HTTP/1.1\r\nHost: portal.ville.test\r\n\(lines.map { $0 + "\r\n" }.joined())\r\n"
        let head = try RequestHead(Array(text.utf8))
        let arrival = Arrival(
            head: head,
            cookies: CookieHeader(head),
            connection: ClientConnection(channel: .nomade, peer: "192.0.2.7", port: 443),
            time: LocalTime(instant: Instant(seconds: 0), weekday: .monday, minute: 0)
        )
        let request = arrival.portalRequest
        #expect(request.headerFields[values: Between.field].count < 2)
        #expect(!request.headerFields.contains { $0.value.contains("203.0.113.9") && $0.name != .via })
        return request.headerFields[Between.field]
    }

    @Test func `RD-5, S-5: of machines between reach the page as bare names, their values do not`() throws {
        #expect(try names("X-Forwarded-For: 203.0.113.9", "Via: 1.1 filtre", "Accept: */*") == "via,x-forwarded-for")
        #expect(try names("Z-FORWARDED-FOR: 1", "z-forwarded-for: 2") == "z-forwarded-for")
        #expect(try names("Accept: */*", "X-Own: via") == nil)
    }

    @Test(arguments: ["X-Nomade-Between", "x-nomade-between", "X_Nomade_Between", "X-NOMADE-BETWEEN"])
    func `S-6: are never a client's own word`(name: String) throws {
        #expect(try names("\(name): via") == nil)
    }
}
