/// The first line of a request: one method, one space, one target, one space, one version (RFC 9112 §3).
struct RequestLine {
    let method: Range<Int>
    let target: Range<Int>
    let version: RequestHead.Version
    /// The index of the CR that ends the line.
    let end: Int

    init(_ bytes: [UInt8], limits: HeadLimits) throws(RequestRefusal) {
        end = try FieldLines.lineEnd(bytes, from: 0)
        guard let first = (0..<end).first(where: { bytes[$0] == Octet.space }),
            let last = (0..<end).last(where: { bytes[$0] == Octet.space }), first < last,
            !bytes.contains(Octet.space, in: (first + 1)..<last)
        else { throw .line }
        method = 0..<first
        target = (first + 1)..<last
        try RequestLine.check(method: method, bytes)
        guard !target.isEmpty else { throw .line }
        guard target.count <= limits.target else { throw .targetTooLong }
        version = try RequestLine.version(bytes, (last + 1)..<end)
    }

    private static func check(method: Range<Int>, _ bytes: [UInt8]) throws(RequestRefusal) {
        guard (1...32).contains(method.count), bytes[method].allSatisfy(Octet.isToken) else { throw .line }
        if bytes.spells("connect", in: method) || bytes.spells("trace", in: method) { throw .method }
        if bytes.spells("track", in: method) || bytes.spells("debug", in: method) { throw .method }
    }

    private static func version(_ bytes: [UInt8], _ range: Range<Int>) throws(RequestRefusal) -> RequestHead.Version {
        if bytes.equals("HTTP/1.1", in: range) { return .http11 }
        if bytes.equals("HTTP/1.0", in: range) { return .http10 }
        let text = bytes[range]
        let prefix = Array("HTTP/".utf8)
        let digits = Array(text.dropFirst(prefix.count))
        let isVersion =
            text.starts(with: prefix) && digits.count == 3 && Octet.isDigit(digits[0])
            && digits[1] == Octet.dot && Octet.isDigit(digits[2])
        throw isVersion ? .version : .line
    }
}
