import Foundation
import NIOCore

/// Sends hostile requests one by one and reads what the client gets.
struct HostileClient: Sendable {
    /// What came back before the connection ended.
    struct Answers: Sendable {
        /// The statuses, interim ones apart.
        var statuses: [Int] = []
        /// Bytes that are no answer, or an answer that was cut.
        var isCut = false
        /// Nothing more came, but the connection stayed open.
        var isOpen = false
        var first = ""
    }

    let port: Int
    /// The name that the certificate must cover; nil for plain HTTP.
    var tls: String?

    func send(_ request: HostileRequest, seconds: Double = 5) async throws -> Answers {
        let wire = try await Wire.open(port: port, tls: tls)
        try? await wire.send(ByteBuffer(bytes: request.bytes))
        let text = try? await wire.readToEnd(seconds: seconds)
        var answers = HostileClient.read(wire.bytes, toHead: request.method == "HEAD")
        answers.isOpen = text == nil
        await wire.close()
        return answers
    }

    /// A plain request of another person; its answer must be about its own target.
    func sendOther(_ mark: String) async throws -> String? {
        let wire = try await Wire.open(port: port, tls: tls)
        try await wire.send(
            "GET /\(mark) HTTP/1.1\r\nHost: intranet.ville.test\r\nCookie: __Host-nomade-app=other\r\nConnection: close\r\n\r\n"
        )
        let text = try? await wire.readToEnd(seconds: 10)
        await wire.close()
        let isOwn = text.map { $0.hasPrefix("HTTP/1.1 200 ") && $0.hasSuffix("GET /\(mark)") } ?? false
        return isOwn ? nil : "the other person got \((text ?? "nothing").prefix(300).debugDescription)"
    }

    static func read(_ bytes: [UInt8], toHead: Bool) -> Answers {
        var answers = Answers()
        var rest = bytes[...]
        answers.first = String(decoding: rest.prefix { $0 != 0x0D }, as: UTF8.self)
        while !rest.isEmpty {
            guard let end = rest.firstRange(of: Array("\r\n\r\n".utf8)),
                let head = Head(String(decoding: rest[..<end.lowerBound], as: UTF8.self))
            else {
                answers.isCut = true
                break
            }
            rest = rest[end.upperBound...]
            if head.status < 200 { continue }
            answers.statuses.append(head.status)
            guard !toHead, head.status != 304, head.status != 204 else { continue }
            let length = head.isChunked ? chunked(rest) : head.length
            guard let length, rest.count >= length else {
                answers.isCut = true
                break
            }
            rest = rest.dropFirst(length)
        }
        return answers
    }

    private static func chunked(_ rest: ArraySlice<UInt8>) -> Int? {
        rest.firstRange(of: Array("0\r\n\r\n".utf8)).map { $0.upperBound - rest.startIndex }
    }

    private struct Head {
        let status: Int
        let length: Int
        let isChunked: Bool

        init?(_ text: String) {
            let lines = text.lowercased().components(separatedBy: "\r\n")
            guard lines[0].hasPrefix("http/1.1 "), let status = Int(lines[0].dropFirst(9).prefix(3)) else { return nil }
            self.status = status
            length = lines.first { $0.hasPrefix("content-length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
            isChunked = lines.contains("transfer-encoding: chunked")
        }
    }
}
