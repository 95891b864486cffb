import NIOCore

@testable import Gate

/// An upstream's answer: what passes is one answer, framed alike, that sets nothing of ours and nothing for its neighbours.
enum AnswerTarget {
    private static let origins = OriginMap(own: ["http://127.0.0.1:9001"], app: "https://intranet.ville.fr")

    static func check(_ bytes: [UInt8]) {
        var scanner = HeadScanner(limits: AnswerHead.limits)
        let outcome = try? scanner.scan(ByteBuffer(bytes: bytes))
        guard case .complete(let length) = outcome else { return }
        guard let head = try? AnswerHead(Array(bytes[..<length]), toHead: false) else { return }
        var buffer = ByteBuffer()
        ClientHead(head, framing: ClientFraming(), origins: origins).write(into: &buffer)
        let sent = Array(buffer.readableBytesView)
        guard let again = try? AnswerHead(sent, toHead: false) else {
            return require(false, "an answer that passed would be refused: \(String(decoding: sent, as: UTF8.self))")
        }
        require(again.status == head.status, "another status")
        require(again.framing == head.framing, "another framing")
        require(again.fields.allSatisfy { $0.meaning != .siteWide }, "an app speaks for the whole site")
        for field in again.fields where field.meaning == .setCookie { judge(again, field) }
        for field in again.fields {
            require(
                again.bytes.text(field.value).utf8.allSatisfy { $0 >= 0x20 || $0 == 9 },
                "a control byte in a field"
            )
        }
    }

    private static func judge(_ head: AnswerHead, _ field: HeadField) {
        let parts = head.bytes[field.value].split(separator: 0x3B, omittingEmptySubsequences: false)
        let name = (parts.first ?? []).drop { $0 <= 0x20 || $0 == 0x3D || $0 == 0x22 }.prefix(13).map(Octet.lower)
        require(name != Array("__host-nomade".utf8), "an app sets a cookie of ours")
        for part in parts.dropFirst() {
            let attribute = part.drop { $0 == 0x20 || $0 == 9 }.prefix { $0 != 0x3D }.map(Octet.lower)
            let word = attribute.split { $0 == 0x20 || $0 == 9 }
            require(word != [Array("domain".utf8)[...]], "an app sets a cookie for its neighbours")
        }
    }
}
