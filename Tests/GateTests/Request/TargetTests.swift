import Gate
import Testing

@Suite struct `A target` {
    private func isOurs(_ target: String) throws(RequestRefusal) -> Bool {
        let bytes = Array(target.utf8)
        return try Target.isOurs(bytes, 0..<bytes.count)
    }

    @Test(arguments: [
        "/", "//", "/a//b", "/a%2Fb", "/a;b=c/d", "/a/../b", "/.%2e/", "/files/.nomade/x", "/nomade/", "/a%5Cb", "/%00",
        "/?x=/.nomade/", "/.nomades/", "/x.nomade/", "/%C3%A9",
    ])
    func `S-2: of an app decided by its host passes byte for byte`(target: String) throws {
        #expect(try !isOurs(target))
        #expect(try Spelling.sent(Spelling.with(target: target)).hasPrefix("GET \(target) HTTP/1.1\r\n"))
    }

    @Test(arguments: ["/.nomade/ticket", "/.nomade/ticket?t=a%2Fb", "/.nomade/clear-cookies"])
    func `S-2: under our prefix is ours in its one spelling`(target: String) throws {
        #expect(try isOurs(target))
    }

    @Test func `S-2: that only some readers take for ours is refused in every generated spelling`() {
        let words = [
            ".nomade", "%2Enomade", "%2enomade", ".Nomade", ".n%6fmade", "%252Enomade", ".nomade;x", ".nomade%00",
        ]
        let before = ["/", "//", "/./", "/a/../", "/%2F", "/\\", "/%5C", "/%2e/", "/x/%2e%2e/", "/;/"]
        let after = ["/", "%2F", "\\", "//", ";/", "/ticket", "", "/a/../b", "/%74icket", "/ticket;x", "/ticket."]
        var count = 0
        for word in words {
            for start in before {
                for end in after where start + word + end != "/.nomade/ticket" {
                    count += 1
                    #expect(throws: RequestRefusal.target, "\(start + word + end)") { try isOurs(start + word + end) }
                }
            }
        }
        #expect(count > 800)
    }

    @Test(arguments: ["/#", "/a#b", "/%", "/%2", "/%2G", "/%G2", "/a%", "/\u{1}", "/a\"é"])
    func `S-2: with a fragment, a broken percent sign or a byte beyond ASCII is refused`(target: String) {
        #expect(Spelling.refusal(Spelling.with(target: target))?.status == 400)
    }

    @Test func `a star is for OPTIONS alone`() {
        #expect(Spelling.refusal(Spelling.with(method: "OPTIONS", target: "*")) == nil)
        #expect(Spelling.refusal(Spelling.with(target: "*")) == .target)
    }
}
