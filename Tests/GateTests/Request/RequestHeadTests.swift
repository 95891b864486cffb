import Gate
import NIOCore
import Testing

@Suite struct `A request head` {
    @Test func `S-1: is judged and kept as the very bytes that came`() throws {
        let text = Spelling.with("X-Odd:   spaced\tvalue  ", "x-CASE: é", target: "//a;b%2Fc?d=e|f")
        let head = try Spelling.head(text)
        #expect(head.bytes == Array(text.utf8))
        #expect(head.text(head.target) == "//a;b%2Fc?d=e|f")
        #expect(head.authority.host == "intranet.ville.fr")
    }

    @Test(arguments: ["\n", "\r", "\r\r\n", "\n\r", " \n"])
    func `S-2: a line end that is not CRLF is refused`(end: String) {
        let lines = ["GET / HTTP/1.1", "Host: a", "X: y"]
        for broken in 0..<lines.count {
            var text = ""
            for (index, line) in lines.enumerated() { text += line + (index == broken ? end : "\r\n") }
            #expect(Spelling.refusal(text + "\r\n") != nil, "\(broken) \(end.debugDescription)")
        }
    }

    @Test(arguments: [
        "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET /a b HTTP/1.1", "GET / http/1.1",
        "GET / HTTP/1.1x",
        "GET /", "GET\t/ HTTP/1.1", "G@T / HTTP/1.1", "GET / HTTP/01.1", "GET / HTTP/1.10", "\u{0}GET / HTTP/1.1",
        "GET / HTTP/1.1\u{0}", "GET /\u{7F} HTTP/1.1", "GET /é HTTP/1.1", "GET / HTTPS/1.1", "GET / HTTP/+1.1",
    ])
    func `S-2: a request line of another form is refused`(line: String) {
        #expect(Spelling.refusal("\(line)\r\nHost: a\r\n\r\n")?.status == 400)
    }

    @Test(arguments: [
        "X : y", " X: y", "X\t: y", "X", ": y", "X: a\u{0}b", "X: a\u{1}b", "X: a\u{7F}", "X\u{0}: y", "É: y", "X(: y",
        "X: a\u{B}b", "X;: y", "X,: y", "X\"y: z",
    ])
    func `S-2: a field line of another form is refused`(line: String) {
        #expect(Spelling.refusal(Spelling.with(line))?.status == 400)
    }

    @Test func `S-2: a folded line is refused`() {
        #expect(Spelling.refusal(Spelling.with("X: a", " b"))?.status == 400)
        #expect(Spelling.refusal(Spelling.with("X: a", "\tb"))?.status == 400)
    }

    @Test(arguments: [
        "Host: b", "host: intranet.ville.fr", "HOST:", "Host : intranet.ville.fr",
    ])
    func `S-2: a second Host is refused in any spelling`(line: String) {
        #expect(Spelling.refusal(Spelling.with(line))?.status == 400)
    }

    @Test func `S-2: a missing Host is refused, in HTTP/1.0 too`() {
        #expect(Spelling.refusal("GET / HTTP/1.1\r\nX: y\r\n\r\n") == .host)
        #expect(Spelling.refusal("GET / HTTP/1.0\r\nX: y\r\n\r\n") == .host)
    }

    @Test func `S-2: a name with an underscore is seen`() throws {
        #expect(try Spelling.head(Spelling.with("Remote_User: 1")).hasUnderscore)
        #expect(try !Spelling.head(Spelling.with("Remote-User: 1")).hasUnderscore)
    }

    @Test(arguments: ["CONNECT", "TRACE", "trace", "Connect", "TRACK"])
    func `every method but CONNECT and TRACE passes`(method: String) {
        #expect(Spelling.refusal(Spelling.with(method: method))?.status == 405)
        for other in ["PROPFIND", "MKCOL", "MOVE", "LOCK", "REPORT", "PATCH", "BREW", "get"] {
            #expect(Spelling.refusal(Spelling.with(method: other)) == nil)
        }
    }

    @Test func `S-9: each limit has its own status`() {
        let long = String(repeating: "a", count: 9000)
        #expect(Spelling.refusal(Spelling.with(target: "/" + long)) == .targetTooLong)
        #expect(Spelling.refusal(Spelling.with("X: " + String(repeating: long, count: 4))) == .headTooLarge)
        #expect(RequestRefusal.targetTooLong.status == 414)
        #expect(RequestRefusal.headTooLarge.status == 431)
        #expect(RequestRefusal.bodyTooLarge.status == 413)
        #expect(RequestRefusal.tooSlow.status == 408)
    }

    @Test func `S-9: more fields than the limit are refused`() {
        let lines = (0..<200).map { "X-\($0): y\r\n" }.joined()
        #expect(Spelling.refusal("GET / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n") == .headTooLarge)
    }

    @Test func `S-9: an endless head is refused before it ends`() {
        var scanner = HeadScanner()
        let buffer = ByteBuffer(string: "GET / HTTP/1.1\r\n" + String(repeating: "X: y\r\n", count: 8000))
        #expect(throws: RequestRefusal.headTooLarge) { try scanner.scan(buffer) }
    }

    @Test func `S-1: means the same however it is cut into packets`() throws {
        let text = Spelling.with("Cookie: a=b", "Content-Length: 3")
        let whole = try Spelling.head(text)
        var scanner = HeadScanner()
        var buffer = ByteBuffer()
        for byte in text.utf8.dropLast() {
            buffer.writeInteger(byte)
            #expect(try scanner.scan(buffer) == .incomplete)
        }
        buffer.writeInteger(text.utf8.last ?? 0)
        #expect(try scanner.scan(buffer) == .complete(length: whole.bytes.count))
    }

    @Test(arguments: ["Host", "Content-Length", "transfer-encoding", "COOKIE", "x, host"])
    func `S-6: a Connection that names what frames or routes is refused`(name: String) {
        #expect(Spelling.refusal(Spelling.with("Connection: \(name)")) == .framing)
    }
}
