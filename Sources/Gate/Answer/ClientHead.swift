package import NIOCore

/// How the gate frames an answer towards its client.
package struct ClientFraming: Equatable, Sendable {
    /// The content is wrapped in chunks of ours: the upstream ends it by closing.
    package var chunks = false
    /// The upstream's chunks are taken off: the client speaks HTTP/1.0.
    package var bare = false
    /// The connection ends after the answer.
    package var closes = false

    package init(chunks: Bool = false, bare: Bool = false, closes: Bool = false) {
        self.chunks = chunks
        self.bare = bare
        self.closes = closes
    }
}

/// Writes the head that a browser gets: the upstream's bytes, what is forbidden cut, origins mapped.
package struct ClientHead {
    let head: AnswerHead
    private let framing: ClientFraming
    private let origins: OriginMap
    private let upgrade: String?

    package init(_ head: AnswerHead, framing: ClientFraming, origins: OriginMap, upgrade: String? = nil) {
        self.head = head
        self.framing = framing
        self.origins = origins
        self.upgrade = upgrade
    }

    package func write(into buffer: inout ByteBuffer) {
        buffer.writeStaticString("HTTP/1.1 ")
        buffer.writeBytes(head.bytes[9..<12])
        buffer.writeStaticString(" ")
        buffer.writeBytes(head.bytes[head.reason])
        buffer.writeStaticString("\r\n")
        writeFields(into: &buffer)
        if framing.chunks { buffer.writeStaticString("Transfer-Encoding: chunked\r\n") }
        if let upgrade {
            buffer.writeString("Connection: Upgrade\r\nUpgrade: \(upgrade)\r\n")
        } else if framing.closes {
            buffer.writeStaticString("Connection: close\r\n")
        }
        buffer.writeStaticString("\r\n")
    }

    private func writeFields(into buffer: inout ByteBuffer) {
        let named = FieldRules.named(head.bytes, head.fields)
        var run = 0..<0
        for field in head.fields {
            switch fate(of: field, named: named) {
            case .cut: continue
            case .passes:
                if run.upperBound == field.line.lowerBound {
                    run = run.lowerBound..<field.line.upperBound
                } else {
                    buffer.writeBytes(head.bytes[run])
                    run = field.line
                }
            case .written(let value):
                buffer.writeBytes(head.bytes[run])
                run = 0..<0
                buffer.writeBytes(head.bytes[field.name])
                buffer.writeStaticString(": ")
                buffer.writeBytes(value)
                buffer.writeStaticString("\r\n")
            }
        }
        buffer.writeBytes(head.bytes[run])
    }

    /// What becomes of one field of the answer.
    enum Fate {
        case passes
        case cut
        case written([UInt8])
    }

    func fate(of field: HeadField, named: [[UInt8]]) -> Fate {
        if !named.isEmpty, named.contains(head.bytes.lowered(field.name)) { return .cut }
        switch field.meaning {
        case .connection, .upgrade, .hop, .siteWide: return .cut
        case .claim: return isNomade(field) ? .cut : .passes
        case .contentLength where head.status == 204: return .cut
        case .transferEncoding where head.status == 204: return .cut
        case .transferEncoding: return framing.bare || framing.chunks ? .cut : .passes
        case .clearSiteData: return clearsCookies(field) ? .cut : .passes
        case .location, .contentLocation:
            return origins.mapped(head.bytes, field.value).map { .written($0) } ?? .passes
        case .setCookie:
            switch SetCookieRule.judge(head.bytes, field.value) {
            case .passes: return .passes
            case .dropped: return .cut
            case .rewritten(let parts): return .written(joined(parts))
            }
        default: return .passes
        }
    }

    private func isNomade(_ field: HeadField) -> Bool {
        head.bytes.starts(with: Array("x-nomade-".utf8), in: field.name)
    }

    private func clearsCookies(_ field: HeadField) -> Bool {
        let value = String(decoding: head.bytes.lowered(field.value), as: UTF8.self)
        return value.contains("cookies") || value.contains("*") || value.contains("clienthints")
            || value.contains("executioncontexts")
    }

    private func joined(_ parts: [Range<Int>]) -> [UInt8] {
        Array(parts.map { head.bytes[$0] }.joined(separator: [Octet.semicolon, Octet.space]))
    }
}

/// The names by which an app may call its own origin, and the one that browsers know.
package struct OriginMap: Sendable {
    private let own: [[UInt8]]
    private let app: [UInt8]

    /// Maps nothing.
    static let none = OriginMap(own: [], app: "")

    /// `own` origins are such as `http://127.0.0.1:9001`; `app` is `https://intranet.ville.fr`.
    package init(own: [String], app: String) {
        self.own = own.map { $0.utf8.map(Octet.lower) }
        self.app = Array(app.utf8)
    }

    /// A reference that names the upstream's own origin, pointed to the app's; nil for any other.
    func mapped(_ bytes: [UInt8], _ value: Range<Int>) -> [UInt8]? {
        for origin in own where bytes.starts(with: origin, in: value) {
            let rest = (value.lowerBound + origin.count)..<value.upperBound
            guard let next = rest.first.map({ bytes[$0] }) else { return app }
            if next == Octet.slash || next == Octet.question || next == Octet.hash { return app + bytes[rest] }
        }
        return nil
    }
}
