/// Heads, targets and fields beyond every limit (S-9).
enum HostileSizes {
    static var requests: [HostileRequest] { targets + heads + counts }

    private static func long(_ count: Int) -> String { String(repeating: "a", count: count) }

    private static let targets: [HostileRequest] =
        [8193, 9000, 16_384, 65_536].flatMap { count in
            [
                "/@MARK@\(long(count))", "/@MARK@?\(long(count))",
                "/@MARK@/\(String(repeating: "../", count: count / 3 + 1))",
            ].map {
                HostileRequest("sizes", "target \(count)", Draft(target: $0), .refused)
            }
        } + [HostileRequest("sizes", "target 8000", Draft(target: "/@MARK@" + long(8000)), .passes)]

    private static let heads: [HostileRequest] =
        [33_000, 65_536, 262_100, 300_000].flatMap { count in
            [
                "X: \(long(count))", "\(long(count)): y", "Cookie: a=\(long(count))",
                "X:\(String(repeating: " ", count: count))y",
            ].map {
                HostileRequest("sizes", "head \(count)", Draft(lines: [$0]), .refused)
            }
        } + [HostileRequest("sizes", "head 16000", Draft(lines: ["X: " + long(16_000)]), .passes)]

    private static let counts: [HostileRequest] =
        [129, 257, 5000].flatMap { count in
            ["X: y", "Cookie: a=b", "X-\(long(4)): ", "Remote-User: FORGED", "Content-Length: 0"].map { line in
                HostileRequest(
                    "sizes",
                    "\(count) of \(line)",
                    Draft(lines: Array(repeating: line, count: count)),
                    .refused
                )
            }
        } + [HostileRequest("sizes", "80 fields", Draft(lines: Array(repeating: "X: y", count: 80)), .passes)]
}
