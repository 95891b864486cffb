/// Lengths that are doubled, conflicting or misspelled (RFC 9112 §6).
enum HostileLengths {
    static var requests: [HostileRequest] { values + doubled + codings + both + old }

    private static let body = "0\r\n\r\n" + Corpus.smuggled

    private static func post(_ spelling: String, _ lines: [String], _ fate: HostileRequest.Fate = .refused)
        -> HostileRequest
    {
        HostileRequest("lengths", spelling, Draft("POST", lines: lines, body: body), fate)
    }

    private static var values: [HostileRequest] {
        let count = body.utf8.count
        let odd = [
            "", "+\(count)", "-\(count)", "-0", "+0", "0\(count)", "00", "0x10", "\(count)x", "\(count) \(count)",
            "1 0",
            "\(count),", ",\(count)", "\(count), \(count)", "0, \(count)", "\(count).0", "1e1", "0b1", "\(count);x",
            "\"\(count)\"", "99999999999999999999", "9223372036854775808", "18446744073709551616", "4294967296\u{0B}",
            "\(count)\u{0B}", "\(count)\u{0C}", "\u{0B}\(count)", "\u{A0}\(count)", "\(count)\u{85}",
            "\u{FF11}\u{FF10}",
            "1_0", "٣", "\(count)\0", "\u{1F}5", "5\u{7F}", "NaN", "infinity", "１", "5\u{AD}",
        ]
        return odd.map { post("length \($0.debugDescription)", ["Content-Length: \($0)"]) }
            + [
                "Content-Length : 5", "Content-Length\t: 5", " Content-Length: 5", "Content-Length",
                "Content-Length; 5",
            ]
            .map { post($0.debugDescription, [$0]) }
    }

    private static var doubled: [HostileRequest] {
        let count = body.utf8.count
        let names = ["Content-Length", "content-length", "CONTENT-LENGTH", "Content-length"]
        return names.flatMap { name in
            [count, 0, 1, count + 1].flatMap { second in
                [
                    post("doubled \(name) \(second)", ["Content-Length: \(count)", "\(name): \(second)"]),
                    post(
                        "doubled apart \(name) \(second)",
                        ["\(name): \(second)", "X: y", "Content-Length: \(count)"]
                    ),
                ]
            }
        }
    }

    private static let odd = [
        "identity", "gzip, chunked", "chunked, identity", "chunked, gzip", "chunked, chunked", "x", "", "chunked;q=1",
        "\"chunked\"", "xchunked", "chunkedx", "chunk ed", "chunked\u{0B}", "\u{0B}chunked", "\u{0C}chunked",
        "chunked,",
        ",chunked", "\u{A0}chunked", "chunked\u{85}", "chunked\0", "'chunked'", "chunked\u{20}x", "ｃhunked",
        "chun\u{212A}ed",
        "identity, chunked", "chunked\t;", "trailers, chunked", "deflate",
    ]

    private static var codings: [HostileRequest] {
        odd.map { post("coding \($0.debugDescription)", ["Transfer-Encoding: \($0)"]) }
            + ["chunked", "Chunked", "CHUNKED", " chunked ", "\tchunked"].map { value in
                let draft = Draft("POST", lines: ["Transfer-Encoding: \(value)"], body: "0\r\n\r\n")
                return HostileRequest("lengths", "good coding \(value.debugDescription)", draft, .passes)
            }
            + [
                "Transfer-Encoding : chunked", "Transfer-Encoding\t: chunked", " Transfer-Encoding: chunked",
                "Transfer-Encoding\u{0B}: chunked", "Transfer-Encoding\0: chunked", "Transfer-Encoding",
                "Transfer Encoding: chunked",
                "X: y\r\n Transfer-Encoding: chunked", "X: y\nTransfer-Encoding: chunked",
                "X: y\rTransfer-Encoding: chunked",
                "Transfer-Encoding:\n chunked", "Transfer-Encoding:\r\n chunked", "Transfer_Encoding: chunked",
                "Tra\u{AD}nsfer-Encoding: chunked",
            ]
            .map { post($0.debugDescription, [$0]) }
    }

    /// Both a length and a coding, in every order and spelling.
    private static var both: [HostileRequest] {
        let names = ["Transfer-Encoding", "transfer-encoding", "TRANSFER-ENCODING"]
        let values = ["chunked", "CHUNKED", "identity", "gzip, chunked", "x"]
        let pairs = names.flatMap { name in values.map { "\(name): \($0)" } }
        return pairs.flatMap { line in
            [0, 5, body.utf8.count].flatMap { count in
                [
                    post("\(line) before \(count)", [line, "Content-Length: \(count)"]),
                    post("\(line) behind \(count)", ["Content-Length: \(count)", line]),
                ]
            }
        } + pairs.map { post("two codings \($0)", [$0, "Transfer-Encoding: chunked"]) }
    }

    private static var old: [HostileRequest] {
        ["Transfer-Encoding: chunked", "Transfer-Encoding: identity"].map { line in
            let draft = Draft("POST", version: "HTTP/1.0", lines: [line], body: body)
            return HostileRequest("lengths", "1.0 with \(line)", draft, .refused)
        }
    }
}
