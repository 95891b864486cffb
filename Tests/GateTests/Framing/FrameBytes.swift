/// HTTP/2 written by hand (RFC 9113 §4, RFC 7541 §6.2.2), so that nothing corrects what a test spells.
enum FrameBytes {
    /// A connection's opening and one request on stream 1.
    static func stream(
        _ fields: [(name: String, value: String)],
        data: [String],
        trailers: [(name: String, value: String)]?
    ) -> [UInt8] {
        let hasEnd = data.isEmpty && trailers == nil
        var bytes = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + frame(type: 4, flags: 0, stream: 0, [])
        bytes += headers(fields, isLast: hasEnd)
        for (place, piece) in data.enumerated() {
            let isLast = place == data.count - 1 && trailers == nil
            bytes += frame(type: 0, flags: isLast ? 1 : 0, stream: 1, HostileRequest.bytes(piece))
        }
        if let trailers { bytes += headers(trailers, isLast: true) }
        return bytes
    }

    /// HEADERS, and CONTINUATION where the block is longer than a frame may be.
    private static func headers(_ fields: [(name: String, value: String)], isLast: Bool) -> [UInt8] {
        let block = fields.flatMap { literal($0.name) { [0] + $0 } + literal($0.value) { $0 } }
        let pieces = stride(from: 0, to: max(block.count, 1), by: 16_384).map {
            Array(block[$0..<min($0 + 16_384, block.count)])
        }
        return pieces.enumerated().flatMap { place, piece in
            let isEnd: UInt8 = place == pieces.count - 1 ? 4 : 0
            let flags = isEnd | (place == 0 && isLast ? 1 : 0)
            return frame(type: place == 0 ? 1 : 9, flags: flags, stream: 1, piece)
        }
    }

    /// A string without Huffman's code, its length in seven bits and what goes on.
    private static func literal(_ text: String, _ begin: ([UInt8]) -> [UInt8]) -> [UInt8] {
        let bytes = HostileRequest.bytes(text)
        guard bytes.count >= 127 else { return begin([UInt8(truncatingIfNeeded: bytes.count)] + bytes) }
        var length: [UInt8] = [127]
        var rest = bytes.count - 127
        while rest >= 128 {
            length.append(UInt8(truncatingIfNeeded: rest % 128 + 128))
            rest /= 128
        }
        length.append(UInt8(truncatingIfNeeded: rest))
        return begin(length + bytes)
    }

    private static func frame(type: UInt8, flags: UInt8, stream: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let count = payload.count
        let length = [count >> 16, count >> 8, count].map { UInt8(truncatingIfNeeded: $0) }
        return length + [type, flags, 0, 0, 0, stream] + payload
    }
}
