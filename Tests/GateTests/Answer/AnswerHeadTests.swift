import Gate
import NIOCore
import Testing

@Suite struct `An upstream's answer` {
    private func refusal(_ text: String) -> RequestRefusal? {
        do {
            _ = try AnswerHead(Array(text.utf8), toHead: false)
            return nil
        } catch {
            return error
        }
    }

    private func sent(_ lines: String...) throws -> String {
        let text = "HTTP/1.1 200 OK\r\n" + lines.map { $0 + "\r\n" }.joined() + "\r\n"
        let origins = OriginMap(
            own: ["http://127.0.0.1:9001", "http://intra.ville.fr:8443"],
            app: "https://intra.ville.fr:8443"
        )
        var buffer = ByteBuffer()
        ClientHead(try AnswerHead(Array(text.utf8), toHead: false), framing: ClientFraming(), origins: origins)
            .write(into: &buffer)
        return String(buffer: buffer)
    }

    @Test func `is framed as RFC 9112 says`() throws {
        func framing(_ status: String, _ lines: String = "", toHead: Bool = false) throws -> BodyFraming {
            try AnswerHead(Array("HTTP/1.1 \(status)\r\n\(lines)\r\n".utf8), toHead: toHead).framing
        }
        #expect(try framing("200 OK") == .untilClose)
        #expect(try framing("200", "Content-Length: 5\r\n") == .length(5))
        #expect(try framing("200 OK", "Content-Length: 5\r\n", toHead: true) == .none)
        #expect(try framing("204 x") == .none)
        #expect(try framing("304 x", "Content-Length: 5\r\n") == .none)
        #expect(try framing("200 OK", "Transfer-Encoding: chunked\r\n") == .chunked)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 2000\r\n\r\n",
        "HTTP/1.1 099 x\r\n\r\n", "HTTP/1.1 600 x\r\n\r\n", "HTTP/1.1 200 a\u{0}\r\n\r\n", "ICY 200 OK\r\n\r\n", "\r\n",
        "",
        "HTTP/1.1 200 OK\r\nX : y\r\n\r\n", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nConnection: content-length\r\nContent-Length: 1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: \u{1}\r\n\r\n",
    ])
    func `S-1: that two readers could read differently is refused`(text: String) {
        #expect(refusal(text) != nil)
    }

    @Test(arguments: [
        "Alt-Svc: h3=\":443\"", "Strict-Transport-Security: max-age=1", "Service-Worker-Allowed: /",
        "Clear-Site-Data: \"cookies\"",
        "Clear-Site-Data: \"cache\", \"COOKIES\"", "clear-site-data: \"*\"", "Keep-Alive: timeout=5",
        "Proxy-Authenticate: x",
        "X-Nomade-Assertion: x", "Connection: x, y",
    ])
    func `S-7: loses what would reach the whole site`(line: String) throws {
        #expect(try sent("A: b", line, "C: d") == "HTTP/1.1 200 OK\r\nA: b\r\nC: d\r\n\r\n")
    }

    @Test(arguments: [
        "__Host-nomade-app=x", "__Host-nomade=x; Path=/", "__host-NOMADE-app=x", "=__Host-nomade-app=x",
        " __Host-nomade-app=x",
        "\"__Host-nomade-app=x",
    ])
    func `S-7: cannot set a cookie of our names`(value: String) throws {
        #expect(try !sent("Set-Cookie: \(value)").lowercased().contains("nomade"))
    }

    @Test(arguments: [
        "Domain=ville.fr", "domain=.ville.fr", "DOMAIN = ville.fr", "domain", "\tDomain=a", "Domain=\"a\"",
    ])
    func `S-7: cannot set a cookie for its neighbours`(attribute: String) throws {
        for value in ["a=b; \(attribute)", "a=b;\(attribute);Path=/", "a=b; \(attribute); \(attribute)"] {
            let sent = try sent("Set-Cookie: \(value)")
            #expect(!sent.lowercased().contains("domain"), "\(value)")
            #expect(sent.contains("a=b"))
        }
        #expect(try sent("Set-Cookie: domain=b;Path=/").contains("Set-Cookie: domain=b;Path=/\r\n"))
    }

    @Test func `has its own origin mapped in Location`() throws {
        #expect(
            try sent("Location: http://127.0.0.1:9001/a?b").contains("Location: https://intra.ville.fr:8443/a?b\r\n")
        )
        #expect(try sent("Location: HTTP://intra.ville.fr:8443").contains("Location: https://intra.ville.fr:8443\r\n"))
        for foreign in ["http://127.0.0.1:90010/", "http://127.0.0.1:9001.evil/", "/a", "//x", "https://cas.ville.fr/"]
        {
            #expect(try sent("Location: \(foreign)").contains("Location: \(foreign)\r\n"))
        }
    }

    @Test(arguments: ["NTLM", "Negotiate", "negotiate abc", "Basic realm=x, NTLM"])
    func `S-8: that signs in its connection is seen`(value: String) throws {
        let text = "HTTP/1.1 401 x\r\nWWW-Authenticate: \(value)\r\nContent-Length: 0\r\n\r\n"
        #expect(try AnswerHead(Array(text.utf8), toHead: false).signsInConnection)
    }
}
