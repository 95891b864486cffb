import HTTPTypes
import Hummingbird
import Testing
import Web

@testable import Access

@Suite struct `The line that a script tries` {
    private func head(_ fields: HTTPFields) -> HTTPRequest {
        HTTPRequest(method: .get, scheme: "https", authority: nil, path: "/ready/socket", headerFields: fields)
    }

    private let asked: HTTPFields = [
        .upgrade: "websocket", .secWebSocketVersion: "13", .secWebSocketKey: "dGhlIHNhbXBsZSBub25jZQ==",
        .origin: "https://nomades.localhost:8443",
    ]

    /// The key and its proof are those of RFC 6455 §1.3.
    @Test func `RD-7: answers the handshake of RFC 6455`() throws {
        let answer = try ReadySocketPages(head(asked)).response()
        #expect(answer.status == .switchingProtocols)
        #expect(answer.headers[.secWebSocketAccept] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test(arguments: [HTTPField.Name.upgrade, .secWebSocketVersion, .secWebSocketKey, .origin])
    func `RD-7, S-10: opens for nothing less than a page's own request`(missing: HTTPField.Name) {
        var fields = asked
        fields[missing] = nil
        #expect(throws: HTTPRefusal.malformed) { try ReadySocketPages(head(fields)) }
        fields[missing] = "x"
        if missing != .origin { #expect(throws: HTTPRefusal.malformed) { try ReadySocketPages(head(fields)) } }
    }
}
