/// Lines that end, fold or begin otherwise than RFC 9112 §§2.2, 3 and 5 have it.
enum HostileLines {
    static var requests: [HostileRequest] { ends + injected + openings + names + methods + versions }

    private static let ends: [HostileRequest] = {
        let lines = [
            "GET /@MARK@ HTTP/1.1", "Host: intranet.ville.test", Draft.cookie, "Connection: close", "X-Last: 1", "",
        ]
        let odd = [
            "\n", "\r", "\r\r\n", "\n\r", "\r\n\n", "\r\0\n", "\0\r\n", "\u{0B}", "\u{0C}\r\n", "\r\n ", "\r\n\t", "",
        ]
        return lines.indices.flatMap { place in
            // Nothing between two values is one longer value: no deviation.
            odd.filter { place != 2 && place != 3 || $0 != "" }.map { end in
                let text = lines.enumerated().map { $0.element + ($0.offset == place ? end : "\r\n") }.joined()
                // Behind the last line anything is the next request's.
                let isLast = place == lines.count - 1 && end.hasPrefix("\r\n")
                let name = "line \(place) ends \(end.debugDescription)"
                return HostileRequest("lines", name, text: text + Corpus.smuggled, isLast ? .passes : .refused)
            }
        }
    }()

    /// A separator that some reader takes for a line's end, before a field of ours.
    private static let injected: [HostileRequest] = {
        let refused = [
            "\n", "\r", "\r\r\n", "\n\r", "\0", "\u{0B}", "\u{0C}", "\u{1C}", "\u{1D}", "\u{1E}", "\r\n ", "\r\n\t",
            "\u{7F}",
        ]
        let either = ["\u{85}", "\u{2028}", "\u{2029}", "\u{A0}", "\t", "%0d%0a", "\\r\\n", "\u{8D}\u{8A}", "\u{560A}"]
        let lines = ["Remote-User: FORGED", "Transfer-Encoding: chunked", "Content-Length: 90", "Host: evil.test", ""]
        return lines.flatMap { line in
            (refused.map { ($0, HostileRequest.Fate.refused) } + either.map { ($0, .either) }).flatMap {
                separator,
                fate in
                ["X-A: a\(separator)\(line)", "X-A:\(separator)\(line)"].map { injected in
                    let draft = Draft("POST", lines: [injected, "Content-Length: 0"])
                    return HostileRequest("lines", "injected \(injected.debugDescription)", draft, fate)
                }
            }
        }
    }()

    private static let openings: [HostileRequest] = {
        let openings = [
            "\r\n", "\n", " ", "\t", "\0", "\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}",
            "SSH-2.0-x\r\n",
            "\u{FEFF}", "GET\r\n", "X\r\n\r\n", ": \r\n", "GET /\r\n\r\n", "GET / HTTP/0.9\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\r\n",
            "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n", "\r\r\n", "\u{0B}", "\"", "GET http:\r\n",
        ]
        return openings.map {
            HostileRequest("lines", "begins \($0.debugDescription)", text: $0 + Draft().text, .refused)
        }
    }()

    private static let names: [HostileRequest] = {
        let lines = [
            "X-A : y", "X-A\t: y", "X A: y", ": y", "X-A", "X-A;y", "X-A\u{A0}: y", "\u{C0}: y", " X-A: y", "\tX-A: y",
            "X-A\r\n: y",
            "Host : evil", "Cookie : a", "Connection : x", "(X): y", "X/Y: z", "X@Y: z", "X[]: y", "{X}: y", "X=Y: z",
            "X,Y: z", "\"X\": y",
            "X\\Y: z", "<X>: y", "X?: y",
        ]
        return lines.map { HostileRequest("lines", "field \($0.debugDescription)", Draft(lines: [$0]), .refused) }
    }()

    private static let methods: [HostileRequest] = {
        let bad = [
            "", " GET", "GET ", "G ET", "GET\t", "\tGET", "GET\0", "\u{C7}ET", "(GET)", "GET,", "GET/", "CONNECT",
            "connect", "TRACE", "trace",
            "TRACK", "DEBUG", "TrAcE", "GET\u{0B}", "@GET", "\"GET\"", "GET:", String(repeating: "A", count: 33),
        ]
        let good = [
            "get", "GETS", "PURGE", "PROPFIND", "M-SEARCH", "BREW", "X", "G.E.T", "POST", "PATCH", "LINK",
            "A!#$%&'*+-.^_`|~",
        ]
        return bad.map { HostileRequest("lines", "method \($0.debugDescription)", Draft($0), .refused) }
            + good.map { HostileRequest("lines", "method \($0)", Draft($0), .either) }
    }()

    private static let versions: [HostileRequest] = {
        let bad = [
            "", "HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/2", "HTTP/3.0", "HTTP/1", "HTTP/1.", "HTTP/.1", "HTTP/1.1 ",
            "HTTP/1.1\t", "http/1.1",
            "Http/1.1", "HTTP/01.1", "HTTP/1.01", "HTTP/1.10", "HTTP/1.1x", "HTTP /1.1", "HTTP/ 1.1", "HTTPS/1.1",
            "ICY/1.1", "HTTP/11",
            "HTTP/1,1", "HTTP/1.1 HTTP/1.0", "HTTP/\u{661}.\u{661}", "HTTP/-1.1", "HTTP/+1.1", "HTTP\\1.1",
            "HTTP/1.1\0", "HTTP/9.9", "HTTP/0.0",
            "\u{0B}HTTP/1.1", "HTTP/1.\u{B9}",
        ]
        return bad.map { HostileRequest("lines", "version \($0.debugDescription)", Draft(version: $0), .refused) }
            + [HostileRequest("lines", "version 1.0", Draft(version: "HTTP/1.0"), .passes)]
    }()
}
