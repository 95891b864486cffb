/// One request as an attacker spells it, and what must become of it.
struct HostileRequest: Sendable {
    enum Fate: Sendable {
        /// The gate itself says no; the app hears nothing, or no more than a head whose body is cut.
        case refused
        /// The app sees exactly this one request.
        case passes
        /// The app sees one request or none.
        case either
    }

    /// The idea that it belongs to, such as `lengths`.
    let family: String
    /// What is odd about it.
    let spelling: String
    var bytes: [UInt8]
    let fate: Fate
    var method = "GET"
    /// Nil where the target may be rewritten or refused by the app.
    var target: String? = "/@MARK@"
    var body = 0
    /// Stands in the target: `c` and five digits.
    var mark = ""

    init(_ family: String, _ spelling: String, _ draft: Draft, _ fate: Fate) {
        self.init(family, spelling, text: draft.text, fate)
        method = draft.method
        target = draft.target
    }

    init(_ family: String, _ spelling: String, text: String, _ fate: Fate) {
        self.init(family, spelling, bytes: HostileRequest.bytes(text), fate)
    }

    init(_ family: String, _ spelling: String, bytes: [UInt8], _ fate: Fate) {
        self.family = family
        self.spelling = spelling
        self.bytes = bytes
        self.fate = fate
    }

    /// The same with its number in the place of `@MARK@`.
    func marked(_ number: Int) -> HostileRequest {
        var marked = self
        let digits = String(number)
        marked.mark = "c" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        let mark = Array(marked.mark.utf8)
        // Beyond the first page there is only filling.
        while let range = marked.bytes.prefix(4096).firstRange(of: HostileRequest.placeholder) {
            marked.bytes.replaceSubrange(range, with: mark)
        }
        marked.target = target?.replacing("@MARK@", with: marked.mark)
        return marked
    }

    private static let placeholder = Array("@MARK@".utf8)

    /// Scalars below 256 are bytes; others are written as UTF-8.
    static func bytes(_ text: String) -> [UInt8] {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return Array(text.utf8) }
        return text.unicodeScalars.flatMap { scalar in
            scalar.value < 256 ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(scalar).utf8)
        }
    }
}

/// A request of the signed-in person, in parts that a spelling changes.
struct Draft: Sendable {
    var method = "GET"
    var target = "/@MARK@"
    var version = "HTTP/1.1"
    var host = "Host: intranet.ville.test"
    var lines: [String] = []
    var body = ""

    static let cookie = "Cookie: __Host-nomade-app=good"
    /// What the proxy before the gate writes last; only its word counts (S-5).
    static let proxy = "X-Forwarded-For: 203.0.113.9"

    init(
        _ method: String = "GET",
        target: String = "/@MARK@",
        version: String = "HTTP/1.1",
        lines: [String] = [],
        body: String = ""
    ) {
        self.method = method
        self.target = target
        self.version = version
        self.lines = lines
        self.body = body
    }

    /// To the app that takes underscores in names.
    var open: Draft {
        var draft = self
        draft.host = "Host: open.ville.test"
        return draft
    }

    var text: String {
        "\(method) \(target) \(version)\r\n"
            + ([host, Draft.cookie, "Connection: close"] + lines + [Draft.proxy]).map { "\($0)\r\n" }.joined()
            + "\r\n\(body)"
    }
}

/// Every hostile request, numbered.
enum Corpus {
    /// What an attacker would have a second reader take for the next request.
    static let smuggled =
        "GET /@MARK@-smuggled HTTP/1.1\r\nHost: intranet.ville.test\r\nRemote-User: FORGED\r\n\r\n"

    static func all(seed: UInt64) -> [HostileRequest] {
        let families = [
            HostileLengths.requests, HostileChunks.requests, HostileLines.requests, HostileBytes.requests,
            HostileTargets.requests, HostileHosts.requests, HostileIdentity.requests, HostileSizes.requests,
            HostileBodies.requests, HostileMutants.requests(seed: seed),
        ]
        return families.joined().enumerated().map { $0.element.marked($0.offset) }
    }
}
