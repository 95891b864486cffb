/// Requests of HTTP/2 as an attacker writes them: header lists byte by byte, data that contradicts them, trailers.
enum HostileFrames {
    typealias Field = (name: String, value: String)

    static var requests: [HostileRequest] {
        pseudo + downgrades + names + values + lengths + bodies + trailers + sizes + targets + identity
    }

    static func all() -> [HostileRequest] { requests.enumerated().map { $0.element.marked($0.offset) } }

    /// A good list in which one pseudo-header may be another or left out.
    private static func list(_ method: String = "GET", path: String = "/@MARK@", _ more: [Field] = []) -> [Field] {
        [(":method", method), (":scheme", "https"), (":authority", "intranet.ville.test"), (":path", path)]
            + [("cookie", "__Host-nomade-app=good")] + more
    }

    private static func request(
        _ family: String,
        _ spelling: String,
        _ fields: [Field],
        _ fate: HostileRequest.Fate,
        data: [String] = [],
        trailers: [Field]? = nil
    ) -> HostileRequest {
        let bytes = FrameBytes.stream(fields, data: data, trailers: trailers)
        var request = HostileRequest(family, spelling, bytes: bytes, fate)
        request.method = fields.first { $0.name == ":method" }?.value ?? "GET"
        request.target = fields.first { $0.name == ":path" }?.value
        request.body = data.reduce(0) { $0 + $1.utf8.count }
        return request
    }

    private static let pseudo: [HostileRequest] = {
        let good = list()
        let missing = (0..<4).map { place in
            request(
                "pseudo",
                "without \(good[place].name)",
                good.enumerated().filter { $0.offset != place }.map(\.element),
                .refused
            )
        }
        let doubled = (0..<4).map { request("pseudo", "two \(good[$0].name)", [good[$0]] + good, .refused) }
        let late = (0..<4).map { place in
            let rest = good.enumerated().filter { $0.offset != place }.map(\.element)
            return request("pseudo", "late \(good[place].name)", rest + [good[place]], .refused)
        }
        let odd: [Field] = [
            (":foo", "x"), (":status", "200"), (":Method", "POST"), (":", "x"), (":path ", "/"),
            (":protocol", "websocket"), ("::path", "/"),
        ]
        return missing + doubled + late + odd.map { request("pseudo", "odd \($0.name)", [$0] + good, .refused) }
            + [request("pseudo", "good", good, .passes)]
    }()

    /// Values that would become a second line or request where they are written as HTTP/1.1.
    private static let downgrades: [HostileRequest] = {
        let good = list()
        let odd: [[String]] = [
            [
                "", "GET / HTTP/1.1\r\nHost: evil\r\n\r\nGET", "G T", "GET\0", "CONNECT", "connect", "TRACE",
                "G\u{C9}T", "GET\n", "\tGET",
            ],
            ["", "http", "HTTPS", "ftp", "https://evil/", "https\r\nX: y", "https "],
            [
                "", "evil.test", "intranet.ville.test\r\nX: y", "a@intranet.ville.test", "intranet.ville.test:81",
                "intranet.ville.test,evil", "intranet.ville.test/x",
                "intranet.ville.test ", "intranet.ville.test\0", "[::1]", "intranet.ville.test#",
                "intranet.ville.test:", "\u{E9}",
            ],
            [
                "", "*", "@MARK@", "http://intranet.ville.test/@MARK@", "/@MARK@ HTTP/1.1\r\nHost: evil\r\n\r\n",
                "/@MARK@ x", "/@MARK@\n",
                "/@MARK@\0", "/@MARK@#x", "/@MARK@\u{E9}", "/@MARK@%", "/@MARK@%zz", "/.nomade/@MARK@",
                "/%2enomade/@MARK@", "?@MARK@", "/@MARK@\t",
            ],
        ]
        return odd.enumerated().flatMap { place, values in
            values.map { value in
                var fields = good
                fields[place].value = value
                return request("downgrades", "\(good[place].name) \(value.debugDescription)", fields, .refused)
            }
        }
    }()

    private static let names: [HostileRequest] = {
        let bad = [
            "X", "x y", "x:", "", "x\r\ny", "x\n", "x\0", "x\u{E9}", "transfer-encoding", "connection", "upgrade",
            "keep-alive", "proxy-connection", "http2-settings", "te",
            "Transfer-Encoding", "x_y", "content_length", "transfer-encoding\r\nx", "(x)", "x\t", " x",
        ]
        let hosts: [[Field]] = [
            [("host", "evil.test")], [("host", "")],
            [("host", "intranet.ville.test"), ("host", "intranet.ville.test")],
        ]
        return bad.map { request("names", $0.debugDescription, list([($0, "chunked")]), .refused) }
            + hosts.map { request("names", "\($0)", list($0), .refused) }
            + [request("names", "same host", list([("host", "intranet.ville.test")]), .passes)]
    }()

    private static func list(_ more: [Field]) -> [Field] { list("GET", path: "/@MARK@", more) }

    private static let values: [HostileRequest] = {
        let bad = [
            "a\r\nremote-user: FORGED", "a\nb", "a\rb", "a\0b", "\r\n\r\n" + Corpus.smuggled, " a", "a ", "\ta",
            "a\u{B}b", "a\u{7F}b", "a\u{1F}",
        ]
        return bad.map { request("values", $0.debugDescription, list([("x", $0)]), .refused) }
            + bad.map { request("values", "cookie \($0.debugDescription)", list([("cookie", $0)]), .refused) }
            + ["", "a\u{85}b", "a\u{A0}b", "\u{2028}", "caf\u{E9}"].map {
                request("values", "odd \($0.debugDescription)", list([("x", $0)]), .either)
            }
    }()

    /// Stated lengths and the data that comes (RFC 9113 §8.1.1); the app may have seen the head by then.
    private static let lengths: [HostileRequest] = {
        let bad: [([Field], [String])] = [
            ([("content-length", "5")], ["hello world"]), ([("content-length", "50")], ["hello"]),
            ([("content-length", "5")], []), ([("content-length", "0")], ["hello"]),
            ([("content-length", "5"), ("content-length", "5")], ["hello"]),
            ([("content-length", "5"), ("content-length", "6")], ["hello"]),
            ([("content-length", "+5")], ["hello"]), ([("content-length", "05")], ["hello"]),
            ([("content-length", "5, 5")], ["hello"]), ([("content-length", "")], ["hello"]),
            ([("content-length", "5"), ("transfer-encoding", "chunked")], ["0\r\n\r\n"]),
            ([("content-length", "0")], [Corpus.smuggled]),
        ]
        return bad.map {
            request(
                "chunks",
                "\($0) of \($1.joined().prefix(20))",
                list("POST", path: "/@MARK@", $0),
                .refused,
                data: $1
            )
        }
            + [
                request(
                    "chunks",
                    "good length",
                    list("POST", path: "/@MARK@", [("content-length", "5")]),
                    .passes,
                    data: ["he", "llo"]
                ),
                request("chunks", "no length", list("POST", path: "/@MARK@", []), .passes, data: ["he", "", "llo"]),
            ]
    }()

    private static let bodies: [HostileRequest] = ["GET", "HEAD", "OPTIONS", "DELETE", "POST", "BREW"].flatMap {
        method in
        [Corpus.smuggled, "0\r\n\r\n" + Corpus.smuggled].flatMap { body in
            [
                request("bodies", "\(method) in chunks", list(method, path: "/@MARK@", []), .passes, data: [body]),
                request(
                    "bodies",
                    "\(method) of stated length",
                    list(method, path: "/@MARK@", [("content-length", String(body.utf8.count))]),
                    .passes,
                    data: [body]
                ),
            ]
        }
    }

    private static let trailers: [HostileRequest] = {
        let good =
            HostileIdentity.names.map { ($0.lowercased(), "FORGED") } + [
                ("content-length", "9"), ("cookie", "a=b"), ("host", "evil"), ("x", "y"),
            ]
        let bad = [(":path", "/x"), ("X", "y"), ("x", "a\r\nb"), ("x\0", "y"), ("x", "\0")]
        return good.map { request("trailers", "\($0)", list("POST"), .either, data: ["hello"], trailers: [$0]) }
            + bad.map { request("chunks", "trailer \($0)", list("POST"), .refused, data: ["hello"], trailers: [$0]) }
    }()

    private static let sizes: [HostileRequest] = [
        ("head of 40 KiB", list([("x", String(repeating: "a", count: 40_000))])),
        ("head of 300 KiB", list([("x", String(repeating: "a", count: 300_000))])),
        ("1000 fields", list(Array(repeating: ("x", "y"), count: 1000))),
        ("8000 cookies", list(Array(repeating: ("cookie", "a=b"), count: 8000))),
        ("target of 9 KiB", list("GET", path: "/@MARK@" + String(repeating: "a", count: 9000))),
    ].map { request("sizes", $0, $1, .refused) }

    private static let targets: [HostileRequest] = HostileTargets.requests.enumerated().compactMap { place, other in
        guard place.isMultiple(of: 5), let target = other.target, target.hasPrefix("/") else { return nil }
        return request("targets", target, list("GET", path: target), other.fate)
    }

    private static let identity: [HostileRequest] = HostileIdentity.names.flatMap { name in
        ["-", "_", ".", "~", "+", "!"].map { separator in
            let spelled = name.lowercased().replacing("-", with: separator)
            let fate: HostileRequest.Fate = spelled.contains("_") ? .refused : .passes
            return request("identity", spelled, list([(spelled, "FORGED")]), fate)
        }
    }
}
