import HTTPTypes
import Hummingbird
import NIOCore

/// The way from asynchronous rooms to an exchange that lives on its event loop.
struct RoomDesk: Sendable {
    let exchange: NIOLoopBound<RoomExchange>
    let eventLoop: any EventLoop

    func begin(_ response: Response) async throws {
        try await eventLoop.submit { try exchange.value.begin(response) }.get()
    }

    func write(_ bytes: ByteBuffer) async throws {
        try await eventLoop.flatSubmit { exchange.value.write(bytes) }.get()
    }

    func end() async throws {
        try await eventLoop.submit { exchange.value.end() }.get()
    }

    func nextBody() async throws -> ByteBuffer? {
        try await eventLoop.flatSubmit { exchange.value.nextBody() }.get()
    }
}

/// Hummingbird's writer over an exchange.
struct RoomWriter: ResponseBodyWriter {
    let desk: RoomDesk

    mutating func write(_ buffer: ByteBuffer) async throws { try await desk.write(buffer) }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws { try await desk.end() }
}

/// A request's body as a room reads it: each piece is fetched when it is asked for.
struct RoomBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    struct Iterator: AsyncIteratorProtocol {
        let desk: RoomDesk

        mutating func next() async throws -> ByteBuffer? { try await desk.nextBody() }
    }

    let desk: RoomDesk

    func makeAsyncIterator() -> Iterator { Iterator(desk: desk) }
}

/// The head of a room's answer as bytes.
struct RoomHead: OutgoingHead {
    private let response: Response
    private let framing: ClientFraming

    init(_ response: Response, framing: ClientFraming) {
        self.response = response
        self.framing = framing
    }

    func write(into buffer: inout ByteBuffer) {
        buffer.writeString("HTTP/1.1 \(response.status.code) \(response.status.reasonPhrase)\r\n")
        for field in response.headers where isSent(field) {
            buffer.writeString(field.name.rawName)
            buffer.writeStaticString(": ")
            buffer.writeString(field.value)
            buffer.writeStaticString("\r\n")
        }
        if framing.chunks { buffer.writeStaticString("Transfer-Encoding: chunked\r\n") }
        if response.status == .switchingProtocols {
            buffer.writeStaticString("Connection: Upgrade\r\n")
        } else if framing.closes {
            buffer.writeStaticString("Connection: close\r\n")
        }
        buffer.writeStaticString("\r\n")
    }

    /// What frames the answer is ours to say; a change of protocol has no length (RFC 9110 §8.6).
    private func isSent(_ field: HTTPField) -> Bool {
        switch field.name {
        case .transferEncoding, .connection: false
        case .contentLength: response.status != .switchingProtocols
        default: true
        }
    }

    var list: AnswerList {
        var list = AnswerList(status: response.status.code)
        for field in response.headers where field.name != .transferEncoding && field.name != .connection {
            list.add(field.name.canonicalName, field.value)
        }
        return list
    }
}
