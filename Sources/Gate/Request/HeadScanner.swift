package import NIOCore

/// Limits of one request (S-9), in bytes.
package struct HeadLimits: Sendable {
    package var head = 32 * 1024
    package var target = 8 * 1024
    package var fields = 128
    package var trailers = 8 * 1024

    package init() {}
}

/// Finds where a head ends, reading each byte once however it is cut into packets.
package struct HeadScanner: Sendable {
    /// What the bytes so far amount to.
    package enum Outcome: Equatable, Sendable {
        case incomplete
        case complete(length: Int)
    }

    private let limits: HeadLimits
    private var scanned = 0
    private var lineStart = 0
    private var lines = 0

    package init(limits: HeadLimits = HeadLimits()) {
        self.limits = limits
    }

    /// Looks at the readable bytes; throws as soon as they can no longer become a head.
    package mutating func scan(_ buffer: ByteBuffer) throws(RequestRefusal) -> Outcome {
        let start = buffer.readerIndex
        while let index = HeadScanner.lineFeed(in: buffer, from: scanned) {
            guard index > lineStart, buffer.getInteger(at: start + index - 1, as: UInt8.self) == Octet.carriageReturn
            else { throw .lineEnd }
            if index + 1 > limits.head { throw .headTooLarge }
            scanned = index + 1
            if index == lineStart + 1 {
                guard lines > 0 else { throw .line }
                return .complete(length: index + 1)
            }
            if lines == 0, index > limits.target + 64 { throw .targetTooLong }
            lines += 1
            lineStart = index + 1
        }
        scanned = buffer.readableBytes
        if lines == 0, scanned > limits.target + 64 { throw .targetTooLong }
        if scanned > limits.head { throw .headTooLarge }
        return .incomplete
    }

    /// The place of the next line feed among the readable bytes, counted from their first.
    private static func lineFeed(in buffer: ByteBuffer, from start: Int) -> Int? {
        buffer.withUnsafeReadableBytes { bytes in
            guard start < bytes.count else { return nil }
            for index in start..<bytes.count where bytes[index] == Octet.lineFeed { return index }
            return nil
        }
    }
}
