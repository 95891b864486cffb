/// Bodies that a reader who does not expect one would take for the next request.
enum HostileBodies {
    static var requests: [HostileRequest] { stated + chunked + expecting }

    private static let methods = ["GET", "HEAD", "OPTIONS", "PROPFIND", "DELETE", "POST", "PUT", "PATCH", "BREW"]

    private static func request(_ spelling: String, _ draft: Draft, _ body: Int, _ fate: HostileRequest.Fate = .passes)
        -> HostileRequest
    {
        var request = HostileRequest("bodies", spelling, draft, fate)
        request.body = body
        return request
    }

    private static let stated: [HostileRequest] = methods.flatMap { method in
        [Corpus.smuggled, "\r\n" + Corpus.smuggled, "\n" + Corpus.smuggled, "x", "0\r\n\r\n" + Corpus.smuggled].map {
            body in
            let lines = ["Content-Length: \(body.utf8.count)"]
            return request("\(method) of \(body.utf8.count)", Draft(method, lines: lines, body: body), body.utf8.count)
        }
    }

    private static let chunked: [HostileRequest] = methods.map { method in
        let size = String(Corpus.smuggled.utf8.count, radix: 16)
        let body = "\(size)\r\n\(Corpus.smuggled)\r\n0\r\n\r\n"
        let draft = Draft(method, lines: ["Transfer-Encoding: chunked"], body: body)
        return request("chunked \(method)", draft, Corpus.smuggled.utf8.count)
    }

    private static let expecting: [HostileRequest] = {
        let good = ["100-continue", "100-Continue", " 100-continue "]
        let bad = ["200-ok", "100-continue, x", "", "100-continue;x", "100", "x", "100-continue\u{0B}", "chunked"]
        func draft(_ value: String) -> Draft {
            Draft("POST", lines: ["Expect: \(value)", "Content-Length: 1"], body: "x")
        }
        return good.map { request("expect \($0)", draft($0), 1) }
            + bad.map { request("expect \($0.debugDescription)", draft($0), 0, .refused) }
    }()
}
