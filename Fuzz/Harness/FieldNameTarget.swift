@testable import Gate

/// A field name: whatever CGI or WSGI would show an app as one of our statements is a claim, and is cut (S-5, S-6).
enum FieldNameTarget {
    private static let identity = [
        "REMOTE_USER", "REMOTE_NAME", "REMOTE_EMAIL", "REMOTE_GROUPS", "X_NOMADE_ASSERTION", "X_FORWARDED_FOR",
        "X_FORWARDED_PROTO", "X_FORWARDED_HOST", "FORWARDED", "X_REAL_IP", "X_ORIGINAL_URL", "X_REWRITE_URL",
        "X_HTTP_METHOD_OVERRIDE",
    ]

    static func check(_ bytes: [UInt8]) {
        let meaning = FieldName(bytes, 0..<bytes.count)
        require(meaning == FieldName(bytes.map(Octet.lower), 0..<bytes.count), "a name's case changes its meaning")
        let variable = bytes.map { byte in Octet.isAlphanumeric(byte) ? Octet.lower(byte) : Octet.underscore }
        let shown = String(decoding: variable, as: UTF8.self).uppercased()
        require(!identity.contains(shown) || meaning == .claim, "\(shown) is no claim")
        let framing: Set<FieldName> = [.contentLength, .transferEncoding, .host, .connection]
        require(!framing.contains(meaning) || !bytes.contains(Octet.underscore), "a folded name frames the message")
    }
}
