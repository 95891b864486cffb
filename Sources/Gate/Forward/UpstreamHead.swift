package import NIOCore

/// What the gate adds to the request that it sends on; the only statements about the client that an app sees (S-5, S-6).
package struct UpstreamStatements: Sendable {
    /// The value of `Host`; nil sends the browser's own bytes.
    package var host: String?
    /// The address that the request came from.
    package var peer: String
    /// `https`, or `http` where only the listener is plain.
    package var scheme: String
    /// Our own name in `Via`.
    package var pseudonym: String
    /// Where a `Destination` that names our origin must point; nil leaves it.
    package var destinationOrigin: String?
    /// The connection ends after this request (RFC 9112 §9.6).
    package var closes = false
    /// Identity as whole field lines, values already free of control bytes.
    package var identity: ByteBuffer

    package init(peer: String, scheme: String, pseudonym: String, identity: ByteBuffer = ByteBuffer()) {
        self.peer = peer
        self.scheme = scheme
        self.pseudonym = pseudonym
        self.identity = identity
    }
}

/// Writes the head that an upstream gets: the judged bytes, what is forbidden cut, ours added.
package struct UpstreamHead {
    private let head: RequestHead
    private let cookies: CookieHeader
    private let statements: UpstreamStatements
    /// The protocol that the connection changes to; nil for an ordinary request.
    private let upgrade: String?

    package init(_ head: RequestHead, cookies: CookieHeader, statements: UpstreamStatements, upgrade: String? = nil) {
        self.head = head
        self.cookies = cookies
        self.statements = statements
        self.upgrade = upgrade
    }

    package func write(into buffer: inout ByteBuffer) {
        writeLine(into: &buffer)
        writePassing(into: &buffer)
        if cookies.isCut, !cookies.kept.isEmpty { writeCookies(into: &buffer) }
        writeStatements(into: &buffer)
        buffer.writeStaticString("\r\n")
    }

    private func writeLine(into buffer: inout ByteBuffer) {
        buffer.writeBytes(head.bytes[head.method])
        buffer.writeStaticString(" ")
        buffer.writeBytes(head.bytes[head.target])
        buffer.writeStaticString(" HTTP/1.1\r\nHost: ")
        if let host = statements.host {
            buffer.writeString(host)
        } else if let field = head.first(.host) {
            buffer.writeBytes(head.bytes[field.value])
        }
        buffer.writeStaticString("\r\n")
    }

    /// Neighbouring lines that pass are copied as one run.
    private func writePassing(into buffer: inout ByteBuffer) {
        let named = FieldRules.named(head.bytes, head.fields)
        var run = 0..<0
        for field in head.fields where passes(field, named: named) {
            if run.upperBound == field.line.lowerBound {
                run = run.lowerBound..<field.line.upperBound
            } else {
                buffer.writeBytes(head.bytes[run])
                run = field.line
            }
        }
        buffer.writeBytes(head.bytes[run])
        if statements.destinationOrigin != nil { writeDestination(into: &buffer) }
    }

    private func passes(_ field: HeadField, named: [[UInt8]]) -> Bool {
        if field.meaning == .cookie, cookies.isCut { return false }
        if field.meaning == .destination, statements.destinationOrigin != nil { return false }
        return FieldRules.passes(field, of: head, named: named)
    }

    private func writeCookies(into buffer: inout ByteBuffer) {
        buffer.writeStaticString("Cookie: ")
        for (index, pair) in cookies.kept.enumerated() {
            if index > 0 { buffer.writeStaticString("; ") }
            buffer.writeBytes(head.bytes[pair])
        }
        buffer.writeStaticString("\r\n")
    }

    /// WebDAV's `Destination` names our origin; the app must find its own there.
    private func writeDestination(into buffer: inout ByteBuffer) {
        guard let field = head.first(.destination), let origin = statements.destinationOrigin,
            let host = head.first(.host)
        else { return }
        let own = Array("\(statements.scheme)://".utf8) + head.bytes.lowered(host.value)
        let path =
            (field.value.lowerBound + own.count)..<max(field.value.upperBound, field.value.lowerBound + own.count)
        let isOwn = head.bytes.starts(with: own, in: field.value) && head.bytes[path].first == Octet.slash
        buffer.writeStaticString("Destination: ")
        if isOwn {
            buffer.writeString(origin)
            buffer.writeBytes(head.bytes[path])
        } else {
            buffer.writeBytes(head.bytes[field.value])
        }
        buffer.writeStaticString("\r\n")
    }

    private func writeStatements(into buffer: inout ByteBuffer) {
        buffer.writeStaticString("X-Forwarded-For: ")
        buffer.writeString(statements.peer)
        buffer.writeStaticString("\r\nX-Forwarded-Proto: ")
        buffer.writeString(statements.scheme)
        buffer.writeStaticString("\r\nX-Forwarded-Host: ")
        if let field = head.first(.host) { buffer.writeBytes(head.bytes[field.value]) }
        buffer.writeStaticString("\r\nVia: 1.1 ")
        buffer.writeString(statements.pseudonym)
        buffer.writeStaticString("\r\n")
        buffer.writeImmutableBuffer(statements.identity)
        if statements.closes { buffer.writeStaticString("Connection: close\r\n") }
        if let upgrade { buffer.writeString("Connection: Upgrade\r\nUpgrade: \(upgrade)\r\n") }
    }
}
