/// Chunked bodies that deviate at one place (RFC 9112 §7.1).
enum HostileChunks {
    static var requests: [HostileRequest] { sizes + ends + cuts + extensions + trailers }

    private static func post(_ spelling: String, _ body: String, _ fate: HostileRequest.Fate, length: Int = 0)
        -> HostileRequest
    {
        let draft = Draft("POST", lines: ["Transfer-Encoding: chunked"], body: body)
        var request = HostileRequest("chunks", spelling, draft, fate)
        request.body = length
        return request
    }

    private static var sizes: [HostileRequest] {
        let odd = [
            "", " ", "0x5", "5 ", " 5", "\t5", "+5", "-5", "5_0", "5,", "5h", "5.", "5\0", "5\u{0B}", "5\u{A0}", "g",
            "FFFFFFFFFFFFFFFF5", "10000000000000005", "80000000000000005", "ffffffffffffffff", "5 5", "\"5\"",
            "5\u{85}",
            "５", "5\u{0C}", "0000000000000", "-0", "+0", "0 0", "0x0",
        ]
        let rest = "\r\nhello\r\n0\r\n\r\n" + Corpus.smuggled
        return odd.map { post("size \($0.debugDescription)", $0 + rest, .refused) }
            + ["5", "05", "0005", "000000000005"].map {
                post("good size \($0)", $0 + "\r\nhello\r\n0\r\n\r\n", .passes, length: 5)
            }
            + ["a", "A"].map { post("good size \($0)", $0 + "\r\n0123456789\r\n00\r\n\r\n", .passes, length: 10) }
    }

    /// Every line end of a good body in every wrong way.
    private static var ends: [HostileRequest] {
        let lines = ["5", "hello", "3;a=b", "abc", "0", "X-Trailer: y", ""]
        let ends = ["\n", "\r", "\r\r\n", "\n\r", "", "\r\n\r\n", "\u{0B}", "\n\n", " \r\n", "\0\r\n", "\r\n "]
        return lines.indices.flatMap { place in
            ends.map { end in
                let body = lines.enumerated().map { $0.element + ($0.offset == place ? end : "\r\n") }.joined()
                let isTrailer = place >= lines.count - 2
                return post(
                    "line \(place) ends \(end.debugDescription)",
                    body + Corpus.smuggled,
                    isTrailer ? .either : .refused
                )
            }
        }
    }

    private static var cuts: [HostileRequest] {
        [
            "5\r\nhelloX\r\n0\r\n\r\n", "5\r\nhell\r\n0\r\n\r\n", "4\r\nhello\r\n0\r\n\r\n", "6\r\nhello\r\n0\r\n\r\n",
            "0\r\n\rX", "0\r\n\n", "0\n\r\n", "0\r\nX\r\n\r\n", "0\r\n: y\r\n\r\n", "0\r\n X: y\r\n\r\n", "X",
        ].map { post("body \($0.debugDescription)", $0 + Corpus.smuggled, .refused) }
    }

    private static var extensions: [HostileRequest] {
        let good = [
            ";a", ";a=b", ";a=\"b\"", ";a=\"b;\\\"c\"", ";a=\" HTTP/1.1\"", ";;", ";a=b;c=d", ";=", ";a=\"\u{80}\"",
        ]
        let bad = [
            ";a=\"\r\n", ";a=\"b\n\"", ";a=\rb", ";a\nb", "; a", ";a =b", ";a=\0", ";a=\"\0\"", ";a b", ";a=\"x", " ;a",
            ";" + String(repeating: "a", count: 2000), ";a=\"" + String(repeating: "b", count: 2000) + "\"", ";\u{80}",
        ]
        return good.map {
            post("extension \($0.debugDescription)", "5\($0)\r\nhello\r\n0\($0)\r\n\r\n", .passes, length: 5)
        }
            + bad.map {
                post("extension \($0.debugDescription)", "5\($0)\r\nhello\r\n0\r\n\r\n" + Corpus.smuggled, .refused)
            }
    }

    private static var trailers: [HostileRequest] {
        let good = [
            "Remote-User: FORGED", "remote_user: FORGED", "REMOTE.USER: FORGED", "X-Forwarded-For: FORGED",
            "Host: evil",
            "Content-Length: 9", "Transfer-Encoding: chunked", "Cookie: a=b", "Connection: close", "Authorization: x",
            "X-Nomade-Assertion: FORGED", "Via: x", "X-Plain: y",
        ]
        let bad = [
            "X : y", "X", ": y", " X: y", "X: \0", "X: y\rZ: z", "X: a\u{0B}b", "X\u{0B}: y",
            String(repeating: "X: y\r\n", count: 70) + "Z: z", "X: " + String(repeating: "y", count: 9000),
        ]
        return good.map { line in
            var request = post("trailer \(line)", "5\r\nhello\r\n0\r\n\(line)\r\n\r\n", .passes, length: 5)
            request.target = nil
            return request
        } + bad.map { post("trailer \($0.prefix(20).debugDescription)", "5\r\nhello\r\n0\r\n\($0)\r\n\r\n", .refused) }
    }
}
