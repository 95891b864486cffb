package import NIOCore

/// Reads a chunked body strictly (RFC 9112 §7.1) and says which bytes may pass on as they are.
package struct ChunkedBody: Sendable {
    /// What stands next in the bytes.
    package enum Piece: Equatable, Sendable {
        /// So many bytes of framing: sizes and line ends.
        case framing(Int)
        /// So many bytes of the content.
        case content(Int)
        /// The trailer section, its last CRLF included, is complete: so many bytes.
        case trailers(Int)
        /// More bytes are needed.
        case incomplete
    }

    private enum State {
        case size(digits: Int, value: Int)
        case quoted(escaped: Bool, value: Int, length: Int)
        case parameters(value: Int, length: Int)
        case sizeLineFeed(value: Int)
        case content(left: Int)
        case contentReturn
        case contentLineFeed
        case trailers
        case end
    }

    private var state: State = .size(digits: 0, value: 0)
    private let limits: HeadLimits

    package init(limits: HeadLimits = HeadLimits()) {
        self.limits = limits
    }

    /// Whether the last CRLF was read.
    package var isComplete: Bool {
        if case .end = state { true } else { false }
    }

    /// The next piece of the readable bytes, which the caller then takes away; throws where they are no chunked body.
    package mutating func next(_ buffer: ByteBuffer) throws(RequestRefusal) -> Piece {
        let view = buffer.readableBytesView
        if case .content(let left) = state {
            let taken = min(left, view.count)
            guard taken > 0 else { return .incomplete }
            state = taken == left ? .contentReturn : .content(left: left - taken)
            return .content(taken)
        }
        var taken = 0
        for byte in view {
            if case .trailers = state { break }
            if case .content = state { break }
            try step(byte)
            taken += 1
        }
        if taken > 0 { return .framing(taken) }
        if case .trailers = state { return try trailers(view) }
        return .incomplete
    }

    private mutating func step(_ byte: UInt8) throws(RequestRefusal) {
        switch state {
        case .size(let digits, let value): try stepSize(byte, digits: digits, value: value)
        case .parameters(let value, let length): try stepParameters(byte, value: value, length: length)
        case .quoted(let escaped, let value, let length):
            guard Octet.isFieldValue(byte), length < 1024 else { throw .chunk }
            state =
                !escaped && byte == 0x22
                ? .parameters(value: value, length: length + 1)
                : .quoted(escaped: !escaped && byte == Octet.backslash, value: value, length: length + 1)
        case .sizeLineFeed(let value):
            guard byte == Octet.lineFeed else { throw .chunk }
            state = value == 0 ? .trailers : .content(left: value)
        case .contentReturn:
            guard byte == Octet.carriageReturn else { throw .chunk }
            state = .contentLineFeed
        case .contentLineFeed:
            guard byte == Octet.lineFeed else { throw .chunk }
            state = .size(digits: 0, value: 0)
        case .content, .trailers, .end: throw .chunk
        }
    }

    private mutating func stepSize(_ byte: UInt8, digits: Int, value: Int) throws(RequestRefusal) {
        if let digit = Octet.hexadecimal(byte) {
            guard digits < 12 else { throw .chunk }
            state = .size(digits: digits + 1, value: value << 4 | Int(digit))
        } else if digits > 0, byte == Octet.carriageReturn {
            state = .sizeLineFeed(value: value)
        } else if digits > 0, byte == Octet.semicolon {
            state = .parameters(value: value, length: 1)
        } else {
            throw .chunk
        }
    }

    private mutating func stepParameters(_ byte: UInt8, value: Int, length: Int) throws(RequestRefusal) {
        guard length < 1024 else { throw .chunk }
        if byte == Octet.carriageReturn {
            state = .sizeLineFeed(value: value)
        } else if byte == 0x22 {
            state = .quoted(escaped: false, value: value, length: length + 1)
        } else if Octet.isToken(byte) || byte == Octet.semicolon || byte == Octet.equals {
            state = .parameters(value: value, length: length + 1)
        } else {
            throw .chunk
        }
    }

    /// The trailer section ends with an empty line; it is short, so it is looked through anew with each packet.
    private mutating func trailers(_ view: ByteBufferView) throws(RequestRefusal) -> Piece {
        var lineStart = view.startIndex
        while let found = view[lineStart...].firstIndex(of: Octet.lineFeed) {
            guard found > lineStart, view[found - 1] == Octet.carriageReturn else { throw .lineEnd }
            guard found - view.startIndex < limits.trailers else { throw .headTooLarge }
            if found == lineStart + 1 {
                state = .end
                return .trailers(found + 1 - view.startIndex)
            }
            lineStart = found + 1
        }
        guard view.count < limits.trailers else { throw .headTooLarge }
        return .incomplete
    }
}
