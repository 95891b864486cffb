import Gate
import NIOCore
import Testing

@Suite struct `A body's framing` {
    @Test func `S-2: is a length, chunks or nothing`() throws {
        #expect(try Spelling.head(Spelling.plain).framing == .none)
        #expect(try Spelling.head(Spelling.with("Content-Length: 0")).framing == .length(0))
        #expect(try Spelling.head(Spelling.with("content-length: 42")).framing == .length(42))
        #expect(try Spelling.head(Spelling.with("Transfer-Encoding: Chunked")).framing == .chunked)
    }

    @Test(arguments: [
        "+1", "-1", "1 2", " ", "", "1,1", "1, 1", "0x1", "1e3", "01", "00", "1 1", "١", "9999999999999999999", "1;",
        "\t",
        "1\u{0}",
    ])
    func `S-2: a malformed length is refused`(length: String) {
        #expect(Spelling.refusal(Spelling.with("Content-Length: \(length)"))?.status == 400)
    }

    @Test(arguments: [
        "identity", "gzip, chunked", "chunked, gzip", "chunked, chunked", "chunked;q=1", "x", "", "\u{B}chunked",
        "chunked,",
        ",chunked", "\"chunked\"", "chunked\u{0}", "xchunked", "chunke",
    ])
    func `S-2: a coding other than one final chunked is refused`(coding: String) {
        #expect(Spelling.refusal(Spelling.with("Transfer-Encoding: \(coding)"))?.status == 400)
    }

    @Test func `S-2: length and coding together are refused in every order and number`() {
        let lines = [
            "Content-Length: 4", "content-length: 4", "Transfer-Encoding: chunked", "TRANSFER-ENCODING: chunked",
        ]
        for first in lines {
            for second in lines {
                #expect(Spelling.refusal(Spelling.with(first, second)) == .framing, "\(first) \(second)")
                #expect(Spelling.refusal(Spelling.with(first, "X: y", second)) == .framing)
            }
        }
        #expect(Spelling.refusal("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n") == .framing)
    }
}

@Suite struct `A chunked body` {
    /// All content of a body fed in packets of a size, with what stands behind it.
    private func read(_ text: String, packet: Int = 7) throws(RequestRefusal) -> (content: String, rest: Int)? {
        var body = ChunkedBody()
        var content = ""
        var waiting = ByteBuffer()
        var bytes = ByteBuffer(string: text)
        while true {
            switch try body.next(waiting) {
            case .content(let count): content += waiting.readString(length: count) ?? ""
            case .framing(let count): waiting.moveReaderIndex(forwardBy: count)
            case .trailers(let count): return (content, waiting.readableBytes - count + bytes.readableBytes)
            case .incomplete:
                guard var more = bytes.readSlice(length: min(packet, bytes.readableBytes)), more.readableBytes > 0
                else {
                    return nil
                }
                waiting.writeBuffer(&more)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 7, 1000])
    func `is read alike in packets of any size`(packet: Int) throws {
        let body = try read(
            "5\r\nhello\r\n0A;name=v;q=\"a;\\\"b\"\r\n0123456789\r\n0\r\nX: y\r\n\r\nGET",
            packet: packet
        )
        #expect(body?.content == "hello0123456789")
        #expect(body?.rest == 3)
    }

    @Test(arguments: [
        "5\nhello\r\n0\r\n\r\n", "5\r\nhello0\r\n\r\n", "5\r\nhello\n0\r\n\r\n", "5\r\nhello\r\n0\n\r\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n", " 5\r\nhello\r\n0\r\n\r\n", "5 \r\nhello\r\n0\r\n\r\n", "\r\n", "g\r\n", ";a\r\n",
        "5\r\r\nhello\r\n0\r\n\r\n", "5\rX\nhello", "FFFFFFFFFFFFFFFF\r\n", "1000000000000000\r\n",
        "5;a\nb\r\nhello\r\n0\r\n\r\n",
        "5\r\nhelloX\r\n0\r\n\r\n", "5;\u{0}\r\nhello\r\n0\r\n\r\n", "5; \r\nhello\r\n0\r\n\r\n", "-0\r\n\r\n",
        "5;\"\r\n\"\r\n",
        "5,5\r\nhello\r\n0\r\n\r\n", "0\r\n\n", "0\r\nX: y\n\r\n",
    ])
    func `S-2: of another form is refused`(text: String) {
        for packet in [1, 4, 100] { #expect(throws: RequestRefusal.self) { try read(text, packet: packet) } }
    }

    @Test func `S-9: trailers and parameters have their limits`() {
        let trailers = "0\r\n" + String(repeating: "X: y\r\n", count: 2000)
        #expect(throws: RequestRefusal.headTooLarge) { try read(trailers, packet: 100) }
        #expect(throws: RequestRefusal.chunk) { try read("5;" + String(repeating: "a", count: 2000), packet: 100) }
    }
}
