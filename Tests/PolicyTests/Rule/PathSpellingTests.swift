import Policy
import Testing

@Suite struct `A path on an app with paths` {
    private static let rule = Rule(
        app: "rh",
        owner: "it",
        unlisted: false,
        allow: [],
        paths: [PathRule(prefix: "/paie", allow: []), PathRule(prefix: "/Dossiers/agents", allow: [])]
    )

    @Test(arguments: [
        "/", "/a", "/a/", "/paie", "/paie/2026", "/a/b.html", "/.well-known/x", "/caf%C3%A9", "/caf%c3%a9/", "/a%20b",
        "/a+b,c=d&e@f:g!$'()*~_-", "/Special:Page", "/x/Paie", "/paiement", "/PAIEMENT", "/Dossiers", "/dossiers/x",
    ])
    func `P-12: has one spelling in ordinary use`(path: String) {
        #expect(Self.rule.fault(in: path) == nil, "\(path)")
    }

    @Test(arguments: [
        ("", PathFault.start), ("paie", .start), ("*", .start), ("//paie", .emptySegment), ("/a//b", .emptySegment),
        ("/a/./b", .dotSegment), ("/..", .dotSegment), ("/a/...", .dotSegment), ("/paie./x", .dotSegment),
        ("/paie%20/x", .dotSegment), ("/paie;v=1", .separator), ("/x\\paie", .separator),
        ("/paie::$INDEX_ALLOCATION", .separator), ("/paie%3A$i30", .separator), ("/%", .percent), ("/%4", .percent),
        ("/%u002e", .percent), ("/x%2Fpaie", .encodedSeparator), ("/x%5cpaie", .encodedSeparator),
        ("/paie%3Bx", .encodedSeparator), ("/paie%3Fx", .encodedSeparator), ("/paie%23", .encodedSeparator),
        ("/%2570aie", .encodedSeparator), ("/%70aie", .encodedLetter), ("/p%41ie", .encodedLetter),
        ("/%2e%2E/x", .encodedLetter), ("/a%2Eb", .encodedLetter), ("/a%7Eb", .encodedLetter), ("/paie%00", .control),
        ("/paie%09", .control), ("/paie%0A", .control), ("/paie%7F", .control), ("/paie%C2%85", .control),
        ("/pa%E2%80%8Bie", .control), ("/pa%C2%ADie", .control), ("/%C0%AFpaie", .notText), ("/%E0%80%AF", .notText),
        ("/%FF", .notText), ("/%C3", .notText), ("/é", .notText), ("/%EF%BC%8Fpaie", .lookalike),
        ("/%EF%BD%90aie", .lookalike), ("/pa%C4%B1e", .lookalike), ("/%E2%84%AAelvin", .lookalike),
        ("/Paie", .letterCase), ("/PAIE/x", .letterCase), ("/dossiers/agents", .letterCase),
    ])
    func `P-12: that two readers could read differently is refused, and says why`(path: String, fault: PathFault) {
        #expect(Self.rule.fault(in: path) == fault, "\(path)")
    }

    @Test func `P-12: has a test for each reason of its refusal`() {
        let seen = ["a", "//", "/.", "/;", "/%", "/%2F", "/%41", "/%00", "/%FF", "/%EF%BC%8F", "/Paie"]
            .compactMap(Self.rule.fault)
        #expect(Set(seen) == Set(PathFault.allCases))
    }

    @Test func `P-12: of an app without paths is nobody's concern here`() {
        let whole = Rule(app: "rh", owner: "it", unlisted: false, allow: [])
        #expect(whole.fault(in: "/a//..;%2F") == nil)
    }

    /// Readers that decode twice, fold case, take `\` for `/`, cut parameters and final dots, and resolve dots.
    @Test func `P-12: that passes leads every lenient reader to the same part`() {
        var random = Seeded(12)
        let bits = [
            "/", "//", "/.", "/..", "%2F", "%2f", "%5C", "\\", ";x", "%3B", "%2e", ".", "p", "%70", "%50", "P", "aie",
            "paie",
            "Paie", "x", "%2570", "%00", "%20", "%C0%AF", "?", "%3F", "~", "%7e", "/a", "é",
        ]
        var (passed, refused) = (0, 0)
        for _ in 0..<20_000 {
            let path = "/" + (0..<Int.random(in: 1...5, using: &random)).map { _ in random.pick(bits) }.joined()
            guard Self.rule.fault(in: path) == nil else {
                refused += 1
                continue
            }
            passed += 1
            let strict = path == "/paie" || path.hasPrefix("/paie/")
            for reading in Reader.readings(of: path) where (reading.first == "paie") != strict {
                Issue.record("\(path) read as \(reading)")
                return
            }
        }
        print("paths of one spelling: \(passed), refused: \(refused)")
        #expect(passed > 500 && refused > 5_000)
    }
}

/// What servers are known to make of a path, one leniency after the other.
private enum Reader {
    static func readings(of path: String) -> [[String]] {
        let once = decode(Array(path.utf8))
        return [Array(path.utf8), once, decode(once)].map(segments)
    }

    private static func segments(_ bytes: [UInt8]) -> [String] {
        var resolved: [String] = []
        let cut = bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") && $0 != 0 }
        for part in cut.split(whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }) {
            var segment = part.prefix { $0 != UInt8(ascii: ";") }
            if segment.elementsEqual("..".utf8) {
                _ = resolved.popLast()
                continue
            }
            while let last = segment.last, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") {
                segment.removeLast()
            }
            let text = String(decoding: segment, as: UTF8.self).lowercased()
            if !text.isEmpty { resolved.append(text) }
        }
        return resolved
    }

    private static func decode(_ bytes: [UInt8]) -> [UInt8] {
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let digits = bytes[min(index + 1, bytes.count)..<min(index + 3, bytes.count)]
            if bytes[index] == UInt8(ascii: "%"), digits.count == 2,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                decoded.append(value)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return decoded
    }
}
