import Gate
import Testing

@Suite struct `A cookie header` {
    @Test func `passes untouched when nothing in it is ours`() throws {
        let line = "Cookie: a=b;c=\"d\" ;  e; =f"
        #expect(try Spelling.sent(Spelling.with(line)).contains(line + "\r\n"))
    }

    @Test(arguments: [
        "__Host-nomade-app=SECRET", "__host-nomade-app=SECRET", "__HOST-NOMADE-x=SECRET", "__Host-nomade=SECRET",
        "=__Host-nomade-app=SECRET", "  __Host-nomade-app = SECRET", "\t__Host-nomade-app=SECRET",
        "\"__Host-nomade-app=SECRET",
        "__Host-nomade-nonce=SECRET; __Host-nomade-app=SECRET", "x=\"; __Host-nomade-app=SECRET; y=\"",
        "= = __Host-nomade-app=SECRET",
    ])
    func `S-7: a cookie of ours never reaches an app, in any spelling`(pair: String) throws {
        for line in ["Cookie: a=b; \(pair); c=d", "COOKIE: \(pair)", "cookie: a=b;\(pair)"] {
            #expect(try !Spelling.sent(Spelling.with(line)).contains("SECRET"), "\(line)")
        }
        let twice = try Spelling.sent(Spelling.with("Cookie: a=b", "Cookie: \(pair)"))
        #expect(!twice.contains("SECRET"))
        #expect(twice.contains("a=b"))
    }

    @Test func `S-7: the app's own cookies keep their order and bytes`() throws {
        let sent = try Spelling.sent(Spelling.with("Cookie: a=b; __Host-nomade-app=S; c=%20;d"))
        #expect(sent.contains("Cookie: a=b; c=%20; d\r\n"))
    }

    @Test func `S-12: two cookies of one name are both disbelieved`() throws {
        let head = try Spelling.head(Spelling.with("Cookie: __Host-nomade-app=1", "Cookie: __Host-nomade-app=2"))
        let cookies = CookieHeader(head)
        #expect(cookies.isDoubled(CookieHeader.Name.app))
        #expect(cookies.value(CookieHeader.Name.app) == nil)
        #expect(cookies.values(CookieHeader.Name.app) == ["1", "2"])
        let same = CookieHeader(try Spelling.head(Spelling.with("Cookie: __Host-nomade-app=1; __Host-nomade-app=1")))
        #expect(same.isDoubled(CookieHeader.Name.app))
    }

    @Test func `S-41: splits on bytes, where a combining mark hides nothing`() throws {
        let cookies = CookieHeader(
            try Spelling.head(Spelling.with("Cookie: a=1;\u{301} b=2; __Host-nomade-app=3;\u{301}"))
        )
        #expect(cookies.value(CookieHeader.Name.app) == "3")
        #expect(cookies.count == 4)
    }
}
