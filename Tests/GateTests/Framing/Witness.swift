import Foundation

/// One request as an upstream understood it.
struct Sighting: Sendable {
    var method: String
    var target: String
    var fields: [(name: String, value: String)]
    var body: Int
    /// What the upstream itself answered to bytes that it could not read; nil where it read a request.
    var fault: Int?

    /// A request as nginx or Apache wrote it to the recording app.
    init?(text: String) {
        let bytes = Array(text.utf8)
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].components(separatedBy: " ")
        guard words.count >= 3 else { return nil }
        method = words[0]
        target = words[1...(words.count - 2)].joined(separator: " ")
        fields = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count == 2 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
            return (name: String(parts[0]), value: value)
        }
        body = bytes.count - end.upperBound
    }

    private struct Note: Decodable {
        let method: String
        let target: String
        let fields: [[String]]
        let body: Int
        let code: Int?
    }

    /// A line of the Python server's log.
    init?(line: String) {
        guard let note = try? JSONDecoder().decode(Note.self, from: Data(line.utf8)) else { return nil }
        method = note.method
        target = note.target
        fields = note.fields.map { (name: $0.first ?? "", value: $0.last ?? "") }
        body = note.body
        fault = note.code
    }

    /// The number of the hostile request (`c…`) or of the other person's (`s…`), from target or `X-Mark`.
    var mark: String? {
        Sighting.mark(in: target)
            ?? fields.first { Sighting.folded($0.name) == "x-mark" }.flatMap { Sighting.mark(in: $0.value) }
    }

    static func mark(in text: String) -> String? {
        text.firstMatch(of: /[cs][0-9]{5}/).map { String($0.output) }
    }

    /// A name as the most lenient gateway interface shows it.
    static func folded(_ name: String) -> String {
        String(decoding: name.lowercased().utf8.map { isAlphanumeric($0) ? $0 : 0x2D }, as: UTF8.self)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

/// Says what was wrong with what an upstream saw: the oracle of the corpus.
enum Oracle {
    /// What the gate alone states, and for the person of the hostile requests and the other one.
    static func expected(_ mark: String) -> [String: [String]] {
        let isHostile = mark.hasPrefix("c")
        return [
            "remote-user": [isHostile ? "0412345" : "0400007"],
            "x-nomade-assertion": ["signed"],
            "x-forwarded-for": ["203.0.113.9", "127.0.0.1"],
            "x-forwarded-proto": ["https"],
        ]
    }

    private static let claims = [
        "remote-", "x-remote-", "x-nomade-", "x-forwarded-", "forwarded", "x-real-ip", "x-original-", "x-rewrite-",
        "x-http-method", "http-remote-",
    ]

    private static let ours: Set<String> = [
        "remote-user", "remote-name", "remote-email", "remote-groups", "x-nomade-assertion", "x-forwarded-for",
        "x-forwarded-proto",
        "x-forwarded-host",
    ]

    /// Complaints about the identity in one sighting; empty where it is only ours.
    static func complaints(of sighting: Sighting, mark: String) -> [String] {
        guard sighting.fault == nil else { return [] }
        let fields = sighting.fields.map { (name: Sighting.folded($0.name), value: $0.value) }
        var complaints: [String] = []
        for (name, values) in expected(mark) {
            let seen = fields.filter { $0.name == name }.map(\.value)
            if seen.count != 1 || !values.contains(seen[0]) { complaints.append("\(name) is \(seen)") }
        }
        for field in fields where claims.contains(where: field.name.hasPrefix) && !ours.contains(field.name) {
            complaints.append("claims \(field.name)")
        }
        for name in ours where fields.count(where: { $0.name == name }) > 1 { complaints.append("two \(name)") }
        let hosts = fields.filter { $0.name == "host" }
        if hosts.count != 1 || !hosts[0].value.lowercased().contains(".ville.test") {
            complaints.append("hosts \(hosts)")
        }
        for field in fields where field.name == "cookie" && field.value.lowercased().contains("__host-nomade-app=") {
            complaints.append("our cookie")
        }
        return complaints
    }

    /// Complaints about one hostile request and all that was seen under its mark.
    static func complaints(of request: HostileRequest, seen: [Sighting], by kind: ForeignServer.Kind) -> [String] {
        var complaints = seen.flatMap { Oracle.complaints(of: $0, mark: request.mark) }
        let most = request.fate == .refused && request.family != "chunks" ? 0 : 1
        if seen.count > most { complaints.append("seen \(seen.count) times: \(seen.map(\.target))") }
        guard let sighting = seen.first(where: { $0.fault == nil }) else { return complaints }
        if !request.method.isEmpty, sighting.method != request.method { complaints.append("method \(sighting.method)") }
        if let target = request.target, collapsed(sighting.target) != collapsed(target) {
            complaints.append("target \(sighting.target)")
        }
        let isUnread = kind == .python && sighting.body == 0
        if request.fate == .passes, sighting.body != request.body, !isUnread {
            complaints.append("body of \(sighting.body)")
        }
        return complaints
    }

    /// Python takes several slashes at the beginning for one.
    private static func collapsed(_ target: String) -> String { "/" + target.drop { $0 == "/" } }
}
