import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Web

/// The shortest WebSocket there is (RFC 6455): one text from us, then its end. That it arrives shows that nothing between
/// here and the browser holds such lines up; what the browser says is never read.
struct ReadySocketPages {
    private let key: String

    /// Throws for what is no such request of a page of ours (S-10).
    init(_ head: HTTPRequest) throws(HTTPRefusal) {
        let fields = head.headerFields
        guard fields[.upgrade]?.lowercased() == "websocket", fields[.secWebSocketVersion] == "13",
            fields[.origin] != nil, let key = fields[.secWebSocketKey], Data(base64Encoded: key)?.count == 16
        else { throw .malformed }
        self.key = key
    }

    /// The handshake, one frame of text, one that closes (RFC 6455 §4.2.2, §5.2, §5.5.1).
    func response() -> Response {
        let proof = Insecure.SHA1.hash(data: Data((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
        let headers: HTTPFields = [
            .upgrade: "websocket", .secWebSocketAccept: Data(proof).base64EncodedString(), .cacheControl: "no-store",
        ]
        let text = Array("nomade".utf8)
        let frames = [0x81, UInt8(text.count)] + text + [0x88, 0x02, 0x03, 0xE8]
        return Response(
            status: .switchingProtocols,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: frames))
        )
    }
}
