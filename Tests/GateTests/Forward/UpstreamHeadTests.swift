import Gate
import NIOCore
import Testing

@Suite struct `What an upstream gets` {
    @Test func `S-1: is the judged bytes, in their order, with ours behind`() throws {
        let sent = try Spelling.sent(Spelling.with("Accept: */*", "X-Odd:  two   spaces ", "Range: bytes=0-1"))
        #expect(
            sent == """
                GET /home HTTP/1.1\r
                Host: intranet.ville.fr\r
                Accept: */*\r
                X-Odd:  two   spaces \r
                Range: bytes=0-1\r
                X-Forwarded-For: 203.0.113.9\r
                X-Forwarded-Proto: https\r
                X-Forwarded-Host: intranet.ville.fr\r
                Via: 1.1 nomade\r
                \r\n
                """
        )
    }

    @Test(arguments: [
        "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
        "X-Forwarded-Prefix",
        "X-Forwarded-Anything", "X-Real-IP", "X-Original-URL", "X-Original-Host", "X-Rewrite-URL",
        "X-HTTP-Method-Override",
        "X-HTTP-Method", "X-Method-Override", "Client-IP", "True-Client-IP", "X-Client-IP",
    ])
    func `S-5: what a client says about itself is cut in every spelling`(name: String) throws {
        for spelling in spellings(of: name) {
            let sent = try Spelling.sent(Spelling.with("\(spelling): FORGED", "\(spelling): FORGED"))
            #expect(!sent.contains("FORGED"), "\(spelling)")
        }
    }

    @Test(arguments: [
        "Remote-User", "Remote-Name", "Remote-Email", "Remote-Groups", "X-Nomade-Assertion", "X-Remote-User",
    ])
    func `S-6: our identity headers are cut in every spelling`(name: String) throws {
        for spelling in spellings(of: name) {
            #expect(try !Spelling.sent(Spelling.with("\(spelling): FORGED")).contains("FORGED"), "\(spelling)")
        }
    }

    @Test func `S-6: a Connection cannot remove what we add`() throws {
        var statements = UpstreamStatements(peer: "192.0.2.1", scheme: "https", pseudonym: "nomade")
        statements.identity = ByteBuffer(string: "Remote-User: 0412345\r\n")
        let names = "Remote-User, X-Forwarded-For, Via, X-Mine"
        let sent = try Spelling.sent(Spelling.with("Connection: \(names)", "X-Mine: 1"), statements: statements)
        #expect(sent.contains("Remote-User: 0412345\r\n"))
        #expect(sent.contains("X-Forwarded-For: 192.0.2.1\r\n"))
        #expect(!sent.contains("X-Mine"))
        #expect(!sent.contains("Connection"))
    }

    @Test(arguments: [
        "Keep-Alive", "TE", "Proxy-Connection", "Proxy-Authorization", "Upgrade", "HTTP2-Settings", "Proxy",
    ])
    func `S-6: hop-by-hop fields end at the gate`(name: String) throws {
        #expect(try !Spelling.sent(Spelling.with("\(name): FORGED")).contains("FORGED"))
    }

    @Test func `a Destination that names our origin is pointed to the app's own`() throws {
        var statements = UpstreamStatements(peer: "192.0.2.1", scheme: "https", pseudonym: "nomade")
        statements.destinationOrigin = "http://dav.local"
        let own = Spelling.with("Destination: https://intranet.ville.fr/a%20b", method: "MOVE")
        #expect(try Spelling.sent(own, statements: statements).contains("Destination: http://dav.local/a%20b\r\n"))
        for foreign in ["https://intranet.ville.fr.evil/", "https://other/", "https://intranet.ville.fr", "", "x"] {
            let text = Spelling.with("Destination: \(foreign)", method: "MOVE")
            #expect(try Spelling.sent(text, statements: statements).contains("Destination: \(foreign)\r\n"))
        }
    }

    /// Case, separators that gateway interfaces fold into one, and both together.
    private func spellings(of name: String) -> [String] {
        let forms = [name, name.lowercased(), name.uppercased()]
        return forms
            + forms.flatMap { form in
                ["_", ".", "~", "+"].map { form.replacing("-", with: $0) }
            }
    }
}
