import NIOCore

@testable import Gate

/// A chunked body: packets do not change what it holds, and its content written anew is read the same.
enum ChunksTarget {
    struct Reading: Equatable {
        var content: [UInt8] = []
        var trailers: [UInt8] = []
        var taken = 0
        var isComplete = false
        var isRefused = false
    }

    static func check(_ bytes: [UInt8]) {
        let whole = read(bytes, packet: max(1, bytes.count))
        let cut = read(bytes, packet: 1)
        require(whole.isRefused == cut.isRefused && whole.isComplete == cut.isComplete, "packets change a verdict")
        guard whole.isComplete, !whole.isRefused else { return }
        require(whole == cut, "packets change a body")
        let size = String(whole.content.count, radix: 16)
        let start = whole.content.isEmpty ? [] : Array("\(size)\r\n".utf8) + whole.content + Array("\r\n".utf8)
        let again = read(start + Array("0\r\n".utf8) + whole.trailers, packet: 4_096)
        require(again.isComplete && !again.isRefused, "a body that passed is refused when written anew")
        require(again.content == whole.content && again.trailers == whole.trailers, "another body is read anew")
    }

    static func read(_ bytes: [UInt8], packet: Int) -> Reading {
        var reading = Reading()
        var body = ChunkedBody()
        var buffer = ByteBuffer()
        var sent = 0
        while !reading.isComplete {
            guard let piece = try? body.next(buffer) else {
                reading.isRefused = true
                return reading
            }
            switch piece {
            case .framing(let count): take(count, &buffer, &reading)
            case .content(let count): reading.content += take(count, &buffer, &reading)
            case .trailers(let count):
                reading.trailers = take(count, &buffer, &reading)
                reading.isComplete = body.isComplete
            case .incomplete:
                guard sent < bytes.count else { return reading }
                let next = min(bytes.count, sent + packet)
                buffer.writeBytes(bytes[sent..<next])
                sent = next
            }
        }
        return reading
    }

    @discardableResult
    private static func take(_ count: Int, _ buffer: inout ByteBuffer, _ reading: inout Reading) -> [UInt8] {
        require(count > 0 && count <= buffer.readableBytes, "a piece is longer than what came")
        reading.taken += count
        return buffer.readBytes(length: count) ?? []
    }
}
