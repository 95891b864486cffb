import NIOCore

/// Takes one message's body out of a connection's bytes, judged, as slices that are never copied.
struct BodyReader {
    /// What could be taken: bytes that pass on, and the trailer section once it is complete.
    struct Taken {
        var bytes: ByteBuffer?
        var trailers: [UInt8]?
    }

    private enum Rest {
        case nothing
        case length(Int)
        case chunks(ChunkedBody)
        case untilClose
    }

    private var rest: Rest
    /// The trailer section that stood behind content taken without its chunks.
    private(set) var trailers: [UInt8]?

    init(_ framing: BodyFraming) {
        switch framing {
        case .none, .length(0): rest = .nothing
        case .length(let count): rest = .length(count)
        case .chunked: rest = .chunks(ChunkedBody())
        case .untilClose: rest = .untilClose
        }
    }

    /// Whether the whole body was taken.
    var isComplete: Bool {
        if case .nothing = rest { true } else { false }
    }

    /// Whether only the sender's closing ends the body.
    var endsByClosing: Bool {
        if case .untilClose = rest { true } else { false }
    }

    /// The bytes as they stand, chunk framing included; trailers apart.
    mutating func takeRaw(_ inbox: inout ByteBuffer) throws(RequestRefusal) -> Taken {
        guard case .chunks(var chunks) = rest else { return Taken(bytes: takePlain(&inbox)) }
        var ahead = inbox
        var taken = Taken()
        var passing = 0
        reading: while true {
            switch try chunks.next(ahead) {
            case .framing(let count), .content(let count):
                passing += count
                ahead.moveReaderIndex(forwardBy: count)
            case .trailers(let count):
                taken.trailers = ahead.readBytes(length: count)
                break reading
            case .incomplete: break reading
            }
        }
        taken.bytes = passing > 0 ? inbox.readSlice(length: passing) : nil
        if let trailers = taken.trailers { inbox.moveReaderIndex(forwardBy: trailers.count) }
        rest = chunks.isComplete ? .nothing : .chunks(chunks)
        return taken
    }

    /// The next piece of content without any framing; nil where more bytes are needed or the body is complete.
    mutating func takeContent(_ inbox: inout ByteBuffer) throws(RequestRefusal) -> ByteBuffer? {
        guard case .chunks(var chunks) = rest else { return takePlain(&inbox) }
        defer { rest = chunks.isComplete ? .nothing : .chunks(chunks) }
        while true {
            switch try chunks.next(inbox) {
            case .framing(let count): inbox.moveReaderIndex(forwardBy: count)
            case .content(let count): return inbox.readSlice(length: count)
            case .trailers(let count):
                trailers = inbox.readBytes(length: count)
                return nil
            case .incomplete: return nil
            }
        }
    }

    private mutating func takePlain(_ inbox: inout ByteBuffer) -> ByteBuffer? {
        guard inbox.readableBytes > 0 else { return nil }
        switch rest {
        case .nothing, .chunks: return nil
        case .untilClose: return inbox.readSlice(length: inbox.readableBytes)
        case .length(let left):
            let count = min(left, inbox.readableBytes)
            rest = count == left ? .nothing : .length(left - count)
            return inbox.readSlice(length: count)
        }
    }
}

/// Trailer fields on their way through: nothing in them may frame, route or identify (S-6).
enum Trailers {
    /// The section as it is sent on, its last CRLF included.
    static func passing(_ bytes: [UInt8]) throws(RequestRefusal) -> ByteBuffer {
        var buffer = ByteBuffer()
        for field in try FieldLines.read(bytes, from: 0, most: 64) where FieldRules.passesAsTrailer(field) {
            buffer.writeBytes(bytes[field.line])
        }
        buffer.writeStaticString("\r\n")
        return buffer
    }

    /// The same fields as HTTP/2 lists them; nil where none passes.
    static func list(_ bytes: [UInt8]) throws(RequestRefusal) -> AnswerList? {
        var list = AnswerList()
        for field in try FieldLines.read(bytes, from: 0, most: 64) where FieldRules.passesAsTrailer(field) {
            list.add(bytes, field.name, bytes[field.value])
        }
        return list.headers.isEmpty ? nil : list
    }
}
