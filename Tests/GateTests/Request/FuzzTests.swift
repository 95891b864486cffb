import Foundation
import Gate
import NIOCore
import Testing

/// A small generator whose runs can be repeated by their seed.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

@Suite struct `Random bytes` {
    private static let seeds = [
        Spelling.with(
            "Cookie: a=b; __Host-nomade-app=x",
            "Connection: close, x",
            "Content-Length: 12",
            "Upgrade: websocket"
        ),
        Spelling.with(
            "Transfer-Encoding: chunked",
            "X-Forwarded-For: 1",
            target: "https://intranet.ville.fr/.nomade/ticket?t=1"
        ),
        "HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Domain=c\r\nLocation: http://127.0.0.1:9001/\r\nTransfer-Encoding: chunked\r\n\r\n",
        "5;a=\"b\"\r\nhello\r\n0\r\nX: y\r\n\r\n",
    ].map { Array($0.utf8) }

    private func mutate(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0...3, using: &dice) {
            let place = Int.random(in: 0..<max(1, bytes.count), using: &dice)
            let odd: [UInt8] = [0, 9, 10, 13, 32, 35, 37, 44, 46, 47, 58, 59, 61, 92, 95, 127, 128, 255]
            switch Int.random(in: 0...4, using: &dice) {
            case 0 where place < bytes.count: bytes[place] = odd.randomElement(using: &dice) ?? 0
            case 1: bytes.insert(odd.randomElement(using: &dice) ?? 0, at: min(place, bytes.count))
            case 2 where place < bytes.count: bytes.remove(at: place)
            case 3 where place < bytes.count: bytes.append(contentsOf: bytes[place...])
            default: bytes = Array(bytes.prefix(place))
            }
        }
        return bytes
    }

    @Test func `S-38: never trap a parser, and what passes is written without a second request in it`() throws {
        let seed = ProcessInfo.processInfo.environment["NOMADE_FUZZ_SEED"].flatMap(UInt64.init) ?? 42
        var dice = Dice(seed)
        var passed = 0
        for round in 0..<20_000 {
            let bytes = mutate(Self.seeds[round % Self.seeds.count], &dice)
            if let head = try? Spelling.head(bytes) {
                passed += 1
                try check(head)
            }
            if let answer = try? AnswerHead(bytes, toHead: false) {
                var buffer = ByteBuffer()
                ClientHead(answer, framing: ClientFraming(), origins: OriginMap(own: ["http://a"], app: "https://b"))
                    .write(into: &buffer)
                #expect(throws: Never.self) { try AnswerHead(Array(buffer.readableBytesView), toHead: false) }
            }
            var chunks = ChunkedBody()
            var buffer = ByteBuffer(bytes: bytes)
            while let piece = try? chunks.next(buffer), case .framing(let count) = piece {
                buffer.moveReaderIndex(forwardBy: count)
            }
        }
        #expect(passed > 500)
    }

    /// S-1: a strict reader sees in the bytes that we send the very request that we judged.
    private func check(_ head: RequestHead) throws {
        _ = try? Target.isOurs(head.bytes, head.target)
        var buffer = ByteBuffer()
        let statements = UpstreamStatements(peer: "::1", scheme: "https", pseudonym: "nomade")
        UpstreamHead(head, cookies: CookieHeader(head), statements: statements).write(into: &buffer)
        let again = try Spelling.head(Array(buffer.readableBytesView))
        #expect(again.framing == head.framing)
        #expect(again.authority == head.authority)
        #expect(again.text(again.target) == head.text(head.target))
        #expect(CookieHeader(again).values(CookieHeader.Name.app).isEmpty)
    }
}
