/// The one request that is judged, routed, logged and sent on (S-1): its own bytes and where its parts stand in them.
package struct RequestHead: Sendable {
    /// The version of a message; both are answered with `HTTP/1.1`.
    package enum Version: Sendable { case http10, http11 }

    package let bytes: [UInt8]
    package let method: Range<Int>
    package let target: Range<Int>
    package let version: Version
    package let fields: [HeadField]

    /// What the request says of its host, in the one spelling that everything else reads.
    package let authority: Authority
    package let framing: BodyFraming

    /// Judges a complete head, its last CRLF CRLF included.
    package init(_ bytes: [UInt8], limits: HeadLimits = HeadLimits()) throws(RequestRefusal) {
        let line = try RequestLine(bytes, limits: limits)
        let fields = try FieldLines.read(bytes, from: line.end + 2, most: limits.fields)
        let target = try Target.requested(bytes, line.target, method: line.method)
        self.bytes = bytes
        self.method = line.method
        self.target = target.origin
        self.version = line.version
        self.fields = fields
        self.authority = try RequestHead.authority(bytes, fields, stated: target.authority)
        self.framing = try BodyFraming(bytes, fields, version: line.version)
        try checkConnection()
    }

    /// The first field of a meaning.
    package func first(_ meaning: FieldName) -> HeadField? { fields.first { $0.meaning == meaning } }

    /// How many fields bear a meaning.
    package func count(_ meaning: FieldName) -> Int { fields.reduce(0) { $1.meaning == meaning ? $0 + 1 : $0 } }

    /// Whether a field of this meaning has exactly this value, ASCII case set aside.
    package func says(_ meaning: FieldName, _ lowered: StaticString) -> Bool {
        guard let field = first(meaning) else { return false }
        return bytes.spells(lowered, in: field.value)
    }

    /// Whether a comma-separated list of these fields names a token, ASCII case set aside.
    package func lists(_ meaning: FieldName, _ lowered: StaticString) -> Bool {
        fields.contains { $0.meaning == meaning && bytes.lists(lowered, in: $0.value) }
    }

    package func text(_ range: Range<Int>) -> String { bytes.text(range) }

    /// Whether the method is this one; methods are told apart by case (RFC 9110 §9.1).
    package func isMethod(_ name: StaticString) -> Bool { bytes.equals(name, in: method) }

    /// GET, HEAD, OPTIONS and WebDAV's reads change nothing (RFC 9110 §9.2.1).
    package var isSafe: Bool {
        isMethod("GET") || isMethod("HEAD") || isMethod("OPTIONS") || isMethod("PROPFIND") || isMethod("REPORT")
            || isMethod("SEARCH")
    }

    /// Whether the client means to send more requests on this connection (RFC 9112 §9.3).
    package var keepsAlive: Bool { version == .http11 && !lists(.connection, "close") }

    /// Whether some name carries `_`, which gateway interfaces read as `-` (S-2).
    package var hasUnderscore: Bool {
        fields.contains { bytes.contains(Octet.underscore, in: $0.name) }
    }

    private static func authority(
        _ bytes: [UInt8],
        _ fields: [HeadField],
        stated: Range<Int>?
    ) throws(RequestRefusal) -> Authority {
        guard let host = fields.first(where: { $0.meaning == .host }),
            fields.last(where: { $0.meaning == .host })?.line == host.line
        else { throw .host }
        let authority = try Authority(bytes, host.value)
        if let stated, try Authority(bytes, stated) != authority { throw .host }
        return authority
    }

    /// A `Connection` that names what frames or routes the message would make the next reader see another one.
    private func checkConnection() throws(RequestRefusal) {
        let isReframed =
            lists(.connection, "host") || lists(.connection, "content-length") || lists(.connection, "cookie")
            || lists(.connection, "transfer-encoding") || lists(.connection, "origin")
        if isReframed { throw .framing }
    }
}
