import NIOCore
import NIOHPACK

/// A client of HTTP/2 that writes its frames by hand, however odd, over TLS.
final class FrameWire {
    struct Frame {
        let type: UInt8
        let flags: UInt8
        let stream: Int
        let payload: [UInt8]
        /// Of HEADERS: decoded as they came, for the table of HPACK counts on that order.
        var lines: [String] = []

        /// Of RST_STREAM and GOAWAY.
        var code: UInt32 { payload.suffix(from: type == 7 ? 4 : 0).prefix(4).reduce(0) { $0 << 8 | UInt32($1) } }
        var isLast: Bool { (type == 0 || type == 1) && flags & 1 == 1 }
    }

    struct Answer {
        var status = ""
        var fields: [String] = []
        var body: [UInt8] = []
        var trailers: [String] = []
        /// The code that ended the stream or the connection.
        var reset: UInt32?

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    enum Code {
        static let noError: UInt32 = 0
        static let protocolError: UInt32 = 1
        static let internalError: UInt32 = 2
        static let flowControl: UInt32 = 3
        static let streamClosed: UInt32 = 5
        static let frameSize: UInt32 = 6
        static let refusedStream: UInt32 = 7
        static let cancel: UInt32 = 8
        static let enhanceYourCalm: UInt32 = 11
        static let http11Required: UInt32 = 13
    }

    let wire: Wire
    private var decoder = HPACKDecoder(allocator: ByteBufferAllocator())
    /// Frames of other streams that came while one was waited for.
    private var waiting: [Frame] = []
    /// Gives windows back for what it reads.
    var takes = true

    private init(_ wire: Wire) { self.wire = wire }

    /// Connects and greets; `settings` are the client's own.
    static func open(
        _ town: Town,
        name: String = "intranet.ville.test",
        settings: [(UInt16, UInt32)] = [],
        greets: Bool = true
    ) async throws -> FrameWire {
        let frames = FrameWire(try await Wire.open(port: town.port, tls: name, protocols: ["h2"]))
        guard greets else { return frames }
        try await frames.send(Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8))
        try await frames.send(4, 0, 0, settings.flatMap { big($0.0) + big($0.1) })
        return frames
    }

    static func big(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value.bigEndian, Array.init) }

    static func bytes(_ type: UInt8, _ flags: UInt8, _ stream: Int, _ payload: [UInt8]) -> [UInt8] {
        Array(big(UInt32(payload.count))[1...]) + [type, flags] + big(UInt32(stream)) + payload
    }

    func send(_ bytes: [UInt8]) async throws { try await wire.send(ByteBuffer(bytes: bytes)) }

    func send(_ type: UInt8, _ flags: UInt8, _ stream: Int, _ payload: [UInt8]) async throws {
        try await send(FrameWire.bytes(type, flags, stream, payload))
    }

    /// A header block of literals, neither indexed nor compressed.
    static func block(_ fields: [(String, String)]) -> [UInt8] {
        fields.flatMap { literal(Array($0.0.utf8), Array($0.1.utf8)) }
    }

    static func literal(_ name: [UInt8], _ value: [UInt8]) -> [UInt8] {
        [0] + length(name.count) + name + length(value.count) + value
    }

    private static func length(_ count: Int) -> [UInt8] {
        guard count >= 127 else { return [UInt8(count)] }
        var bytes: [UInt8] = [127]
        var rest = count - 127
        while rest >= 128 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    /// The signed-in person's request; fields of one name replace none, they are added.
    static func fields(
        _ method: String = "GET",
        _ path: String = "/",
        host: String = "intranet.ville.test",
        _ more: [(String, String)] = []
    ) -> [(String, String)] {
        [
            (":method", method), (":scheme", "https"), (":authority", host), (":path", path),
            ("cookie", "__Host-nomade-app=good"),
        ] + more
    }

    func head(_ stream: Int, _ fields: [(String, String)], isLast: Bool = true) async throws {
        try await send(1, isLast ? 5 : 4, stream, FrameWire.block(fields))
    }

    func data(_ stream: Int, _ text: String, isLast: Bool = true) async throws {
        try await send(0, isLast ? 1 : 0, stream, Array(text.utf8))
    }

    /// The next frame; our own acknowledgements and windows are given on the way.
    func next(seconds: Double = 40) async throws -> Frame {
        let header = try await wire.takeBytes(9, seconds: seconds)
        let length = Int(header[0]) << 16 | Int(header[1]) << 8 | Int(header[2])
        let stream = header[5...].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let payload = try await wire.takeBytes(length, seconds: seconds)
        if header[3] == 4, header[4] == 0 { try? await send(4, 1, 0, []) }
        if header[3] == 0, length > 0, takes {
            try? await send(8, 0, 0, FrameWire.big(UInt32(length)))
            if header[4] & 1 == 0 { try? await send(8, 0, stream, FrameWire.big(UInt32(length))) }
        }
        var frame = Frame(type: header[3], flags: header[4], stream: stream, payload: payload)
        if frame.type == 1 {
            var buffer = ByteBuffer(bytes: payload)
            frame.lines = try decoder.decodeHeaders(from: &buffer).map { "\($0.name): \($0.value)" }
        }
        return frame
    }

    /// All of one stream's answer, or what ended it.
    func answer(_ stream: Int, seconds: Double = 40) async throws -> Answer {
        var answer = Answer()
        while true {
            let frame: Frame
            if let index = waiting.firstIndex(where: { $0.stream == stream }) {
                frame = waiting.remove(at: index)
            } else {
                frame = try await next(seconds: seconds)
                if frame.type == 7, frame.code != 0 {
                    answer.reset = frame.code
                    return answer
                }
                guard frame.stream == stream else {
                    if frame.stream != 0 { waiting.append(frame) }
                    continue
                }
            }
            switch frame.type {
            case 0: answer.body += frame.payload
            case 1: add(frame, to: &answer)
            case 3:
                if answer.reset == nil { answer.reset = frame.code }
                return answer
            default: continue
            }
            if frame.isLast { return answer }
        }
    }

    private func add(_ frame: Frame, to answer: inout Answer) {
        let lines = frame.lines
        if let status = lines.first, status.hasPrefix(":status: ") {
            answer.status = String(status.dropFirst(9))
            answer.fields = Array(lines.dropFirst())
        } else {
            answer.trailers = lines
        }
    }

    /// The code of the GOAWAY that ends the connection.
    func goodbye(seconds: Double = 40) async throws -> UInt32 {
        while true {
            let frame = try await next(seconds: seconds)
            if frame.type == 7 { return frame.code }
        }
    }
}
