/// Answers of an app that is hostile or broken.
struct HostileAnswer: Sendable {
    enum Fate: Sendable {
        /// The client gets the page that says so.
        case page
        /// The client gets the beginning, then the connection ends before the stated end.
        case cut
        /// The client gets one whole answer.
        case whole
    }

    let spelling: String
    let acts: [FakeApp.Act]
    let fate: Fate

    init(_ fate: Fate, _ text: String, _ rest: [FakeApp.Act] = [.pause(milliseconds: 20), .close]) {
        self.fate = fate
        spelling = String(text.prefix(90))
        acts = [.send(text)] + rest
    }

    static var all: [HostileAnswer] { heads + lengths + floods + bodies + strays }

    private static let ok = "HTTP/1.1 200 OK\r\n"

    private static let heads: [HostileAnswer] = [
        "<html>", "\r\n", "\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 999 X\r\n\r\n", "HTTP/1.1 099 X\r\n\r\n",
        "HTTP/1.1 -20 X\r\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.2 200 OK\r\n\r\n", "ICY 200 OK\r\n\r\n",
        "http/1.1 200 OK\r\n\r\n", " HTTP/1.1 200 OK\r\n\r\n",
        "\r\nHTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n", "HTTP/1.1 200 O\0K\r\n\r\n", "HTTP/1.1 200 OK\n\n",
        "HTTP/1.1 200 OK\rX: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n", ok + "X : y\r\n\r\n", ok + "X\r\n\r\n", ok + ": y\r\n\r\n",
        ok + "X: y\r\n z\r\n\r\n", ok + "X: \0\r\n\r\n",
        ok + "X: y\nZ: z\r\n\r\n", ok + "X: y\rSet-Cookie: a=b\r\n\r\n", ok + "X\u{0B}: y\r\n\r\n",
        ok + " X: y\r\n\r\n", ok + "Connection: content-length\r\nContent-Length: 1\r\n\r\nx",
        ok + String(repeating: "X: y\r\n", count: 300) + "\r\n",
        ok + "X: " + String(repeating: "y", count: 70_000) + "\r\n\r\n",
        ok + "X: " + String(repeating: "y", count: 300_000) + "\r\n\r\n", String(repeating: "y", count: 200_000),
    ].map { HostileAnswer(.page, $0) }

    private static let lengths: [HostileAnswer] =
        [
            "Content-Length: 2\r\nContent-Length: 2", "Content-Length: 2\r\nContent-Length: 20", "Content-Length: 2, 2",
            "Content-Length: +2", "Content-Length: -1",
            "Content-Length: 02", "Content-Length: 0x2", "Content-Length:", "Content-Length: 2 2",
            "Content-Length: 99999999999999999999", "Content-Length: 2\u{0B}",
            "Content-Length: 2\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 2",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: identity", "Transfer-Encoding: chunked, identity", "Transfer-Encoding: xchunked",
            "Transfer-Encoding:",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Transfer-Encoding : chunked",
            "Transfer-Encoding\t: chunked", "Transfer-Encoding:\r\n chunked",
        ].map { HostileAnswer(.page, ok + $0 + "\r\n\r\nok") }
        + [HostileAnswer(.page, "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")]

    private static let floods: [HostileAnswer] = {
        let good = ok + "Content-Length: 2\r\n\r\nok"
        let interim = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        return [
            HostileAnswer(.whole, String(repeating: interim, count: 8) + good),
            HostileAnswer(.page, String(repeating: interim, count: 9) + good),
            HostileAnswer(.page, String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 5000)),
            HostileAnswer(.whole, "HTTP/1.1 102 Processing\r\n\r\n" + good),
            HostileAnswer(.whole, "HTTP/1.1 100 Continue\r\nContent-Length: 5\r\n\r\n" + good),
            HostileAnswer(
                .page,
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n" + good
            ),
            HostileAnswer(.page, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n"),
            HostileAnswer(.page, "HTTP/1.1 101\r\n\r\n" + good),
        ]
    }()

    private static let bodies: [HostileAnswer] = {
        let chunked = ok + "Transfer-Encoding: chunked\r\n\r\n"
        let odd = [
            "X", "2\nok\r\n0\r\n\r\n", "2\r\nokX", "2\r\nok\n0\r\n\r\n", "2\r\nok\r\n0\r\n\rX", "2 \r\nok\r\n0\r\n\r\n",
            "-2\r\nok\r\n", "0x2\r\nok\r\n0\r\n\r\n",
            "FFFFFFFFFFFFFFFFF\r\nok", "2\r\nok\r\n", "2\r\no", "2;a=\"\r\n", "\r\n2\r\nok\r\n",
            "2\r\nok\r\n0\r\nX : y\r\n\r\n", "5\r\nok\r\n0\r\n\r\n",
            "2\r\nok\r\n0\r\n" + String(repeating: "X: y\r\n", count: 3000) + "\r\n",
        ]
        return odd.map { HostileAnswer(.cut, chunked + $0) } + [
            HostileAnswer(.cut, ok + "Content-Length: 5\r\n\r\nok"),
            HostileAnswer(.cut, ok + "Content-Length: 5\r\n\r\nok", [.pause(milliseconds: 20), .reset]),
            HostileAnswer(.cut, ok + "\r\nuntil reset", [.pause(milliseconds: 20), .reset]),
            HostileAnswer(.whole, ok + "\r\nuntil close"),
            HostileAnswer(.whole, chunked + "2;a=b\r\nok\r\n0\r\nSet-Cookie: a=b\r\n\r\n"),
        ]
    }()

    /// More bytes than the answer has: nobody else may ever get them.
    private static let strays: [HostileAnswer] = {
        let stolen = ok + "Content-Length: 6\r\n\r\nstolen"
        return [
            ok + "Content-Length: 2\r\n\r\nok", ok + "Content-Length: 0\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n",
            "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
            ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        ].flatMap { first in
            [
                HostileAnswer(.whole, first + stolen, []),
                HostileAnswer(.whole, first, [.pause(milliseconds: 10), .send(stolen)]),
            ]
        }
    }()
}
