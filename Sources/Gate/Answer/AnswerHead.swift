/// The head of an upstream's answer, read as strictly as a request: an app may be hostile or broken.
package struct AnswerHead: Sendable {
    package let bytes: [UInt8]
    /// 100 to 599.
    package let status: Int
    package let version: RequestHead.Version
    package let fields: [HeadField]
    package let framing: BodyFraming
    /// It states a body that its status cannot have: whether bytes follow nobody can tell (RFC 9110 §6.4.1).
    package let statesNeedlessBody: Bool
    /// The reason phrase, possibly empty.
    package let reason: Range<Int>

    /// Limits of an answer's head; apps send larger ones than browsers do.
    package static let limits: HeadLimits = {
        var limits = HeadLimits()
        limits.head = 64 * 1024
        limits.fields = 256
        return limits
    }()

    /// `toHead` says that the request was a HEAD, whose answer never has a body.
    package init(_ bytes: [UInt8], toHead: Bool) throws(RequestRefusal) {
        let line = try StatusLine(bytes)
        let fields = try FieldLines.read(bytes, from: line.end + 2, most: AnswerHead.limits.fields)
        self.bytes = bytes
        self.fields = fields
        status = line.status
        version = line.version
        reason = line.reason
        let stated = try BodyFraming.stated(bytes, fields, version: line.version)
        let isEmpty = toHead || line.status < 200 || line.status == 204 || line.status == 304
        statesNeedlessBody = line.status == 204 && stated != nil && stated != .length(0)
        framing = isEmpty ? .none : (stated ?? .untilClose)
        for name in FieldRules.named(bytes, fields) where AnswerHead.framingNames.contains(name) { throw .framing }
    }

    private static let framingNames = ["content-length", "transfer-encoding", "set-cookie"].map { Array($0.utf8) }

    /// Whether the upstream may carry another request after this answer.
    package var keepsAlive: Bool {
        version == .http11 && framing != .untilClose && !lists(.connection, "close") && status != 101
    }

    /// Whether the answer takes part in a sign-in of the connection itself (S-8).
    package var signsInConnection: Bool {
        fields.contains { field in
            field.meaning == .wwwAuthenticate && ConnectionProof.isNamed(bytes, field.value)
        }
    }

    package func lists(_ meaning: FieldName, _ lowered: StaticString) -> Bool {
        fields.contains { $0.meaning == meaning && bytes.lists(lowered, in: $0.value) }
    }

    /// Whether the answer changes to exactly this protocol, ASCII case set aside.
    package func changes(to protocolName: String) -> Bool {
        let lowered = protocolName.utf8.map(Octet.lower)
        let named = fields.filter { $0.meaning == .upgrade }
        return named.count == 1 && named.allSatisfy { bytes.spells(lowered, in: $0.value) }
    }
}

/// Schemes that prove a connection rather than a request: their connections are never shared (S-8).
enum ConnectionProof {
    static func isNamed(_ bytes: [UInt8], _ value: Range<Int>) -> Bool {
        bytes.parts(of: value, between: Octet.comma).contains { part in
            let scheme = bytes.trimmed(part)
            return schemes.contains { bytes.starts(with: $0, in: scheme) }
        }
    }

    private static let schemes = ["ntlm", "negotiate"].map { Array($0.utf8) }
}

private struct StatusLine {
    let status: Int
    let version: RequestHead.Version
    let reason: Range<Int>
    let end: Int

    init(_ bytes: [UInt8]) throws(RequestRefusal) {
        end = try FieldLines.lineEnd(bytes, from: 0)
        guard end >= 12, bytes[8] == Octet.space, end == 12 || bytes[12] == Octet.space else { throw .line }
        if bytes.equals("HTTP/1.1", in: 0..<8) {
            version = .http11
        } else if bytes.equals("HTTP/1.0", in: 0..<8) {
            version = .http10
        } else {
            throw .version
        }
        guard bytes[9..<12].allSatisfy(Octet.isDigit) else { throw .line }
        status = bytes[9..<12].reduce(0) { $0 * 10 + Int($1 - Octet.zero) }
        guard (100..<600).contains(status) else { throw .line }
        reason = min(13, end)..<end
        guard bytes[reason].allSatisfy(Octet.isFieldValue) else { throw .line }
    }
}
