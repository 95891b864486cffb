/// A request's header list (RFC 9113 §8.3.1), checked byte by byte and written once as the head that HTTP/1.1 would have
/// brought: what is judged afterwards, and sent on, are those bytes (S-1, S-4).
package struct HeaderList {
    /// The whole head, its last CRLF CRLF included.
    package private(set) var bytes: [UInt8] = []

    private var method: [UInt8]?
    private var scheme: [UInt8]?
    private var authority: [UInt8]?
    private var path: [UInt8]?
    private var host: [UInt8]?
    private var lines: [UInt8] = []
    private var cookie: [UInt8] = []
    private var hasLength = false
    private var isRegular = false

    /// `isWhole` says that no body follows. Throws for whatever makes the request malformed (RFC 9113 §8.1.1).
    package init(
        _ headers: some Sequence<(name: String, value: String)>,
        isWhole: Bool
    ) throws(RequestRefusal) {
        lines.reserveCapacity(1024)
        for (name, value) in headers {
            if name.utf8.first == Octet.colon {
                try addPseudo(name, Array(value.utf8))
            } else {
                try add(Array(name.utf8), Array(value.utf8))
            }
        }
        try write(isWhole: isWhole)
    }

    /// Whether the head is over the limit of an ordinary one, and is read for its cookies' names only (S-7).
    package var isCrowded: Bool { bytes.count > HeadLimits().head }

    private mutating func addPseudo(_ name: String, _ value: [UInt8]) throws(RequestRefusal) {
        guard !isRegular, !value.isEmpty, value.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .pseudoField }
        switch name {
        case ":method" where method == nil: method = value
        case ":scheme" where scheme == nil: scheme = value
        case ":authority" where authority == nil: authority = value
        case ":path" where path == nil: path = value
        default: throw .pseudoField
        }
    }

    private mutating func add(_ name: [UInt8], _ value: [UInt8]) throws(RequestRefusal) {
        isRegular = true
        try HeaderList.check(name, value)
        let whole = 0..<name.count
        switch FieldName(name, whole) {
        case .host:
            guard host == nil else { throw .host }
            host = value
        case .cookie:
            if !cookie.isEmpty { cookie += [Octet.semicolon, Octet.space] }
            cookie += value
        case .connection, .transferEncoding, .upgrade: throw .connectionField
        case .hop where HeaderList.endsHere(name, value): throw .connectionField
        case .contentLength:
            hasLength = true
            append(name, value)
        default: append(name, value)
        }
    }

    private mutating func append(_ name: [UInt8], _ value: [UInt8]) {
        lines += name
        lines.append(Octet.colon)
        lines.append(Octet.space)
        lines += value
        lines.append(Octet.carriageReturn)
        lines.append(Octet.lineFeed)
    }

    /// Lower-case tokens only; no control bytes, no space around a value, and none that was no UTF-8 (RFC 9113 §8.2.1).
    private static func check(_ name: [UInt8], _ value: [UInt8]) throws(RequestRefusal) {
        guard !name.isEmpty, name.allSatisfy({ Octet.isToken($0) && $0 == Octet.lower($0) }) else { throw .fieldName }
        guard value.allSatisfy(Octet.isFieldValue) else { throw .fieldValue }
        if let first = value.first, let last = value.last {
            guard first > 0x20, last > 0x20 else { throw .fieldValue }
        }
        if hasReplacement(value) { throw .fieldValue }
    }

    /// The library writes U+FFFD where bytes were no UTF-8; who truly sends that character is refused with them.
    private static func hasReplacement(_ value: [UInt8]) -> Bool {
        guard var index = value.firstIndex(of: 0xEF) else { return false }
        while index + 2 < value.count {
            if value[index] == 0xEF, value[index + 1] == 0xBF, value[index + 2] == 0xBD { return true }
            index += 1
        }
        return false
    }

    /// Fields of the connection have no place here; `te` may say `trailers` (RFC 9113 §8.2.2).
    private static func endsHere(_ name: [UInt8], _ value: [UInt8]) -> Bool {
        if name.elementsEqual("te".utf8) { return !value.elementsEqual("trailers".utf8) }
        return ["keep-alive", "proxy-connection", "http2-settings"].contains { name.elementsEqual($0.utf8) }
    }

    private mutating func write(isWhole: Bool) throws(RequestRefusal) {
        guard let method, let scheme, let authority, let path else { throw .pseudoField }
        guard scheme.elementsEqual("https".utf8) else { throw .pseudoField }
        let isAsterisk = path == [Octet.star] && method.elementsEqual("OPTIONS".utf8)
        guard path.first == Octet.slash || isAsterisk else { throw .target }
        if let host, try Authority(host, 0..<host.count) != Authority(authority, 0..<authority.count) { throw .host }
        bytes.reserveCapacity(lines.count + cookie.count + 256)
        bytes += method
        bytes.append(Octet.space)
        bytes += path
        bytes += Array(" HTTP/1.1\r\nHost: ".utf8)
        bytes += authority
        bytes += [Octet.carriageReturn, Octet.lineFeed]
        if !cookie.isEmpty { append(Array("cookie".utf8), cookie) }
        bytes += lines
        if !hasLength { bytes += framing(method, isWhole: isWhole) }
        bytes += [Octet.carriageReturn, Octet.lineFeed]
    }

    /// A body whose length nobody stated goes on in chunks; a method that means one says that there is none.
    private func framing(_ method: [UInt8], isWhole: Bool) -> [UInt8] {
        guard isWhole else { return Array("transfer-encoding: chunked\r\n".utf8) }
        let means = ["POST", "PUT", "PATCH"].contains { method.elementsEqual($0.utf8) }
        return means ? Array("content-length: 0\r\n".utf8) : []
    }
}

extension HeaderList {
    /// Trailers as a chunked body's section, its last CRLF included; pseudo-headers have no place in them.
    static func section(
        _ headers: some Sequence<(name: String, value: String)>
    ) throws(RequestRefusal) -> [UInt8] {
        var section: [UInt8] = []
        for (name, value) in headers {
            let name = Array(name.utf8)
            let value = Array(value.utf8)
            try check(name, value)
            section += name + [Octet.colon, Octet.space] + value + [Octet.carriageReturn, Octet.lineFeed]
            guard section.count < HeadLimits().trailers else { throw .headTooLarge }
        }
        return section + [Octet.carriageReturn, Octet.lineFeed]
    }
}
