/// Good requests with a few bytes changed at random, repeatable by their seed.
enum HostileMutants {
    private static let seeds = [
        Draft(lines: ["X-Mark: @MARK@", "Cookie: a=b", "Accept: text/html"]).text,
        Draft("POST", lines: ["X-Mark: @MARK@", "Content-Length: 5"], body: "hello").text,
        Draft("POST", lines: ["X-Mark: @MARK@", "Transfer-Encoding: chunked"], body: "5\r\nhello\r\n0\r\nX: y\r\n\r\n")
            .text,
        Draft(target: "http://intranet.ville.test/@MARK@", lines: ["X-Mark: @MARK@", "Remote-User: FORGED"]).text,
    ].map { HostileRequest.bytes($0) }

    private static let odd: [UInt8] = [
        0, 9, 10, 11, 12, 13, 32, 35, 37, 44, 45, 46, 47, 58, 59, 61, 92, 95, 127, 128, 133, 160, 255,
    ]

    static func requests(seed: UInt64) -> [HostileRequest] {
        var dice = Dice(seed)
        return (0..<240).map { round in
            var request = HostileRequest(
                "mutants",
                "\(round) of seed \(seed)",
                bytes: mutate(seeds[round % seeds.count], &dice),
                .either
            )
            request.target = nil
            request.method = ""
            return request
        }
    }

    /// Marks, cookie and the proxy's line are spared, so that the request can be told and stays the person's.
    private static let spared = ["@MARK@", "\r\n\(Draft.cookie)\r\nConnection: close\r\n", "\r\n\(Draft.proxy)\r\n"]
        .map { Array($0.utf8) }

    private static func mutate(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0...2, using: &dice) {
            let place = Int.random(in: 0..<bytes.count, using: &dice)
            guard !spared.contains(where: { spared in bytes.ranges(of: spared).contains { $0.contains(place) } }) else {
                continue
            }
            let byte = odd.randomElement(using: &dice) ?? 0
            switch Int.random(in: 0...2, using: &dice) {
            case 0: bytes[place] = byte
            case 1: bytes.insert(byte, at: place)
            default: bytes.remove(at: place)
            }
        }
        return bytes
    }
}
