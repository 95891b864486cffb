import NIOCore
import NIOHTTP1

/// One connection to an app of the town: gathers what it is told, asks the app, writes its answer with back-pressure.
final class AppConnection: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let app: TownApp
    private var told: Told?
    private var bytesLeft = 0
    private var isWriting = false

    init(app: TownApp) {
        self.app = app
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let headers = head.headers.map { (name: $0.name, value: $0.value) }
            told = Told(method: head.method.rawValue, target: head.uri, headers: headers, received: 0)
            if head.headers["expect"].contains("100-continue") {
                let interim = HTTPResponseHead(version: .http1_1, status: .continue)
                context.writeAndFlush(wrapOutboundOut(.head(interim)), promise: nil)
            }
        case .body(let part):
            told?.received += part.readableBytes
        case .end:
            guard let told else { return }
            let answer = app.answer(told)
            answer.delay > 0 ? wait(answer, context: context) : write(answer, context: context)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        writeBytes(context: context)
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func wait(_ answer: Answer, context: ChannelHandlerContext) {
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(answer.delay))) {
            self.write(answer, context: context)
        }
    }

    private func write(_ answer: Answer, context: ChannelHandlerContext) {
        var head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: answer.status))
        for header in answer.headers {
            head.headers.add(name: header.name, value: header.value)
        }
        switch answer.body {
        case .text(let text):
            head.headers.add(name: "Content-Length", value: String(text.utf8.count))
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        case .bytes(let count):
            head.headers.add(name: "Content-Length", value: String(count))
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            bytesLeft = count
            count > 0 ? writeBytes(context: context) : end(context: context)
        case .events(let count, let milliseconds):
            context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
            writeEvent(1, of: count, every: milliseconds, context: context)
        }
    }

    private func writeBytes(context: ChannelHandlerContext) {
        guard bytesLeft > 0, !isWriting else { return }
        isWriting = true
        while bytesLeft > 0, context.channel.isWritable {
            let part = min(bytesLeft, Self.zeros.readableBytes)
            bytesLeft -= part
            let buffer = Self.zeros.getSlice(at: 0, length: part) ?? ByteBuffer()
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        isWriting = false
        if bytesLeft == 0 { end(context: context) }
    }

    private func writeEvent(_ number: Int, of count: Int, every milliseconds: Int, context: ChannelHandlerContext) {
        guard number <= count, context.channel.isActive else { return end(context: context) }
        let event = ByteBuffer(string: "data: \(number)\n\n")
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(event))), promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(milliseconds))) {
            self.writeEvent(number + 1, of: count, every: milliseconds, context: context)
        }
    }

    private func end(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private static let zeros = ByteBuffer(repeating: 0, count: 64 * 1_024)
}
