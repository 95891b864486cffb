import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// An app behind the gate, as odd as a test wants it.
final class FakeApp: Sendable {
    /// What it does with a request.
    enum Act: Sendable {
        case send(String)
        /// So many bytes, written as fast as they are taken.
        case sendMany(Int)
        case pause(milliseconds: Int)
        case close
        case reset
    }

    typealias Script = @Sendable (_ request: String, _ connection: Int) -> [Act]

    private struct State {
        var requests: [String] = []
        var connections = 0
        var open = 0
        var bodyBytes = 0
        var poured = 0
        var script: Script
    }

    private let state: Mutex<State>
    private let channel: Mutex<(any Channel)?> = Mutex(nil)

    init(_ script: @escaping Script) { state = Mutex(State(script: script)) }

    /// Answers each request with its own bytes.
    static let mirror: Script = { request, _ in
        [.send("HTTP/1.1 200 OK\r\nContent-Length: \(request.utf8.count)\r\n\r\n\(request)")]
    }

    static let hello: Script = { _, _ in [.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")] }

    /// Asleep, it takes connections and reads nothing of them.
    func open(asleep: Bool = false) async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: !asleep)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(FakeAppHandler(app: self))
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        self.channel.withLock { $0 = channel }
        return channel.localAddress?.port ?? 0
    }

    func close() async { try? await channel.withLock { $0 }?.close().get() }

    var requests: [String] { state.withLock { $0.requests } }
    var connections: Int { state.withLock { $0.connections } }
    var open: Int { state.withLock { $0.open } }
    /// Bytes that `sendMany` got rid of.
    var poured: Int { state.withLock { $0.poured } }
    var bodyBytes: Int { state.withLock { $0.bodyBytes } }

    func change(_ script: @escaping Script) { state.withLock { $0.script = script } }

    fileprivate func connected() -> Int {
        state.withLock { state in
            state.connections += 1
            state.open += 1
            return state.connections
        }
    }

    fileprivate func left() { state.withLock { $0.open -= 1 } }

    fileprivate func count(_ bytes: Int) { state.withLock { $0.bodyBytes += bytes } }

    fileprivate func pour(_ bytes: Int) { state.withLock { $0.poured += bytes } }

    fileprivate func acts(_ request: String, _ connection: Int) -> [Act] {
        let script = state.withLock { state in
            state.requests.append(request)
            return state.script
        }
        return script(request, connection)
    }
}

/// Cuts the bytes into requests, loosely, and plays the script. A head with `X-Sink` has its body counted, not kept.
private final class FakeAppHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let app: FakeApp
    private var number = 0
    private var inbox: [UInt8] = []
    private var sinking = 0
    private var sunk = ""
    private var isTunnel = false
    private var isDraining: (() -> Void)?

    init(app: FakeApp) { self.app = app }

    func channelActive(context: ChannelHandlerContext) { number = app.connected() }

    func channelInactive(context: ChannelHandlerContext) { app.left() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = Self.unwrapInboundIn(data)
        if isTunnel {
            return context.writeAndFlush(data, promise: nil)
        }
        if sinking > 0 {
            sinking -= bytes.readableBytes
            app.count(bytes.readableBytes)
            if sinking <= 0 { play(app.acts(sunk, number)[...], context) }
            return
        }
        inbox += Array(bytes.readableBytesView)
        readRequests(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { isDraining?() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func readRequests(_ context: ChannelHandlerContext) {
        while let range = inbox.firstRange(of: Array("\r\n\r\n".utf8)) {
            let head = String(decoding: inbox[..<range.upperBound], as: UTF8.self)
            let lines = head.lowercased().split(separator: "\r\n")
            let length = lines.first { $0.hasPrefix("content-length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
            if head.contains("X-Sink") {
                app.count(inbox.count - range.upperBound)
                sinking = length - (inbox.count - range.upperBound)
                sunk = head
                inbox = []
                if sinking <= 0 { play(app.acts(head, number)[...], context) }
                return
            }
            var end = range.upperBound + length
            if lines.contains("transfer-encoding: chunked") {
                guard let zero = inbox[range.upperBound...].firstRange(of: Array("\r\n0\r\n".utf8)),
                    let last = inbox[(zero.lowerBound + 3)...].firstRange(of: Array("\r\n\r\n".utf8))
                else { return }
                end = last.upperBound
            }
            let isEarly = head.contains("X-Early")
            guard isEarly || inbox.count >= end else { return }
            let request = String(decoding: inbox[..<min(end, inbox.count)], as: UTF8.self)
            inbox.removeFirst(min(end, inbox.count))
            isTunnel = lines.contains("upgrade: websocket")
            play(app.acts(request, number)[...], context)
        }
    }

    private func play(_ acts: ArraySlice<FakeApp.Act>, _ context: ChannelHandlerContext) {
        guard let act = acts.first else { return }
        switch act {
        case .send(let text):
            context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            play(acts.dropFirst(), context)
        case .sendMany(let count): pour(count, acts.dropFirst(), context)
        case .pause(let milliseconds):
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: .milliseconds(Int64(milliseconds))) {
                bound.value.0.play(acts.dropFirst(), bound.value.1)
            }
        case .close: context.close(promise: nil)
        case .reset:
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                .whenComplete { _ in bound.value.close(promise: nil) }
        }
    }

    private func pour(_ count: Int, _ rest: ArraySlice<FakeApp.Act>, _ context: ChannelHandlerContext) {
        let piece = ByteBuffer(repeating: 0x78, count: 65_536)
        var left = count
        isDraining = { [unowned self] in
            while left > 0, context.channel.isWritable {
                let bytes = piece.getSlice(at: 0, length: min(left, 65_536)) ?? piece
                left -= bytes.readableBytes
                app.pour(bytes.readableBytes)
                context.writeAndFlush(Self.wrapOutboundOut(bytes), promise: nil)
            }
            if left == 0, let _ = isDraining {
                isDraining = nil
                play(rest, context)
            }
        }
        isDraining?()
    }
}
