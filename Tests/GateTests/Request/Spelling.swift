import Gate
import NIOCore

/// Requests as text, for tests that spell them out.
enum Spelling {
    static let plain = "GET /home HTTP/1.1\r\nHost: intranet.ville.fr\r\n\r\n"

    /// A request with more field lines.
    static func with(_ lines: String..., method: String = "GET", target: String = "/home") -> String {
        "\(method) \(target) HTTP/1.1\r\nHost: intranet.ville.fr\r\n" + lines.map { $0 + "\r\n" }.joined() + "\r\n"
    }

    /// Scans and judges, as a connection does.
    static func head(_ text: String) throws(RequestRefusal) -> RequestHead {
        try head(Array(text.utf8))
    }

    static func head(_ bytes: [UInt8]) throws(RequestRefusal) -> RequestHead {
        var scanner = HeadScanner()
        var buffer = ByteBuffer(bytes: bytes)
        guard case .complete(let length) = try scanner.scan(buffer) else { throw .lineEnd }
        return try RequestHead(buffer.readBytes(length: length) ?? [])
    }

    /// The refusal that a text meets; nil where it passes.
    static func refusal(_ text: String) -> RequestRefusal? {
        do {
            _ = try head(text)
            return nil
        } catch {
            return error
        }
    }

    /// What the upstream would get.
    static func sent(_ text: String, statements: UpstreamStatements? = nil) throws -> String {
        let head = try head(text)
        let statements = statements ?? UpstreamStatements(peer: "203.0.113.9", scheme: "https", pseudonym: "nomade")
        var buffer = ByteBuffer()
        UpstreamHead(head, cookies: CookieHeader(head), statements: statements).write(into: &buffer)
        return String(buffer: buffer)
    }
}
