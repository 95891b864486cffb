import NIOCore

/// Stands before the library's frame reader. The library applies our own settings only once the client acknowledged them,
/// yet a browser's first request, with all its cookies, comes before that: the sieve acknowledges in the client's stead and
/// lets the client's own acknowledgement drop. Later it may let everything drop.
final class FrameSieve: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private enum State {
        /// So many bytes pass before the next frame header; `isFirst` is true up to the end of the client's settings.
        case frames(left: Int, isFirst: Bool)
        case open
        case deaf
    }

    private static let preface = 24
    private static let headerLength = 9
    private static let acknowledgement: [UInt8] = [0, 0, 0, 4, 1, 0, 0, 0, 0]

    private var state = State.frames(left: preface, isFirst: true)
    private var hasPreface = false
    private var rest = ByteBuffer()
    private(set) var dropped = 0

    /// From now on nothing is read as a frame.
    func deafen() { state = .deaf }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch state {
        case .open: context.fireChannelRead(data)
        case .deaf: dropped += Self.unwrapInboundIn(data).readableBytes
        case .frames:
            rest.append(Self.unwrapInboundIn(data))
            sift(context)
        }
    }

    private func sift(_ context: ChannelHandlerContext) {
        while case .frames(let left, let isFirst) = state {
            if left > 0 {
                guard let piece = rest.readSlice(length: min(left, rest.readableBytes)), piece.readableBytes > 0 else {
                    return
                }
                state = .frames(left: left - piece.readableBytes, isFirst: isFirst)
                context.fireChannelRead(Self.wrapInboundOut(piece))
                if left == piece.readableBytes { ended(isFirst, context) }
            } else {
                guard rest.readableBytes >= Self.headerLength else { return }
                begin(isFirst)
            }
        }
        guard case .open = state, rest.readableBytes > 0 else { return }
        context.fireChannelRead(Self.wrapInboundOut(rest))
        rest = ByteBuffer()
    }

    /// The preface or a frame has passed.
    private func ended(_ isFirst: Bool, _ context: ChannelHandlerContext) {
        guard isFirst, case .frames = state else { return }
        guard hasPreface else {
            hasPreface = true
            return
        }
        state = .frames(left: 0, isFirst: false)
        context.fireChannelRead(Self.wrapInboundOut(ByteBuffer(bytes: Self.acknowledgement)))
    }

    /// Reads a frame's header without taking it, but for the acknowledgement, which is dropped.
    private func begin(_ isFirst: Bool) {
        let header = rest.getBytes(at: rest.readerIndex, length: Self.headerLength) ?? []
        if header == Self.acknowledgement, !isFirst {
            rest.moveReaderIndex(forwardBy: Self.headerLength)
            state = .open
            return
        }
        guard !isFirst || header[3] == 4 else {
            state = .open
            return
        }
        let length = Int(header[0]) << 16 | Int(header[1]) << 8 | Int(header[2])
        state = .frames(left: Self.headerLength + length, isFirst: isFirst)
    }
}
