import Gate
import Testing

@Suite struct `An authority` {
    @Test(arguments: [
        "intranet.ville.fr", "INTRANET.Ville.FR", "intranet.ville.fr.", "Intranet.VILLE.fr.",
    ])
    func `S-3: has one spelling, whatever its case and trailing dot`(text: String) throws {
        #expect(try Authority(text) == Authority("intranet.ville.fr"))
        #expect(try Authority(text + ":8443").port == 8443)
    }

    @Test func `S-3: keeps IPv6 in brackets apart from the port`() throws {
        #expect(try Authority("[::1]:8443").host == "[::1]")
        #expect(try Authority("[::1]:8443").port == 8443)
        #expect(try Authority("[::FFFF:127.0.0.1]").host == "[::ffff:127.0.0.1]")
    }

    @Test(arguments: [
        "", ":", "a:", "a:b", "a:99999", "a:0", "a:080", "a:-1", "a:+1", "a:1:2", "a b", "a/b", "a?b", "a#b", "a@b",
        "u:p@b",
        "a..b", ".", ".a", "a..", "é.fr", "a%2eb", "[::1", "::1]", "[::1]a", "[fe80::1%25eth0]", "[]", "[g::1]", "a\\b",
        "a,b", "a;b", "a\u{0}b", "a\tb", "*", "[::1]:", "a_b:1:1",
    ])
    func `S-3: of another form is refused`(text: String) {
        #expect(throws: RequestRefusal.host) { try Authority(text) }
    }

    @Test func `S-3: an IDN is known by its ASCII spelling alone`() throws {
        #expect(try Authority("xn--mairie-l1a.fr").host == "xn--mairie-l1a.fr")
        #expect(throws: RequestRefusal.host) { try Authority("mairié.fr") }
    }

    @Test func `S-2: an absolute target that differs from Host is refused`() throws {
        let same = Spelling.with(target: "https://INTRANET.ville.fr/x?y")
        let head = try Spelling.head(same)
        #expect(head.text(head.target) == "/x?y")
        for target in [
            "https://other.fr/", "https://intranet.ville.fr:1/", "https://u@intranet.ville.fr/", "https:///",
        ] {
            #expect(Spelling.refusal(Spelling.with(target: target)) == .host, "\(target)")
        }
        for target in ["ftp://intranet.ville.fr/", "https://intranet.ville.fr", "intranet.ville.fr", "https:/x"] {
            #expect(Spelling.refusal(Spelling.with(target: target)) == .target, "\(target)")
        }
    }
}
