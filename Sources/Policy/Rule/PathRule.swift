/// The clauses of the part of an app that stands under one path prefix.
package struct PathRule: Hashable, Sendable {
    /// Whole segments without a final slash, such as `/paie`: the path itself and everything below it.
    package let prefix: String
    package let allow: [Clause]

    package init(prefix: String, allow: [Clause]) {
        self.prefix = prefix
        self.allow = allow
    }

    /// True when a path is the prefix or stands below it; `/paiement` does not stand below `/paie`.
    func covers(_ path: String) -> Bool {
        let (bytes, wanted) = (path.utf8, prefix.utf8)
        guard bytes.count >= wanted.count, bytes.starts(with: wanted) else { return false }
        return bytes.count == wanted.count || bytes[bytes.index(bytes.startIndex, offsetBy: wanted.count)] == 0x2F
    }

    /// The same for a reader to whom letters of both cases are one.
    func coversInAnyCase(_ path: String) -> Bool {
        PathRule(prefix: prefix.asciiLowered, allow: []).covers(path.asciiLowered)
    }
}

/// The part of an app that a path belongs to, with the clauses that decide there.
struct RulePart {
    let rule: Rule
    /// The prefix that chose the clauses; nil for the app's own.
    let prefix: String?
    let allow: [Clause]

    /// What every reason says of where it stands.
    var values: [String: String] {
        var values = ["app": rule.app]
        values["path"] = prefix
        return values
    }
}

extension Rule {
    /// The part that a path belongs to: the longest prefix wins, and without a path the app's own clauses decide.
    func part(of path: String?) -> RulePart {
        if let path {
            for place in 0..<paths.count where paths[place].covers(path) {
                return RulePart(rule: self, prefix: paths[place].prefix, allow: paths[place].allow)
            }
        }
        return RulePart(rule: self, prefix: nil, allow: allow)
    }

    /// Why two readers could take this path for two; an app without paths is decided whole, and takes any.
    package func fault(in path: String) -> PathFault? {
        guard isStrict else { return nil }
        if let fault = PathSpelling.fault(in: path) { return fault }
        let exact = paths.first { $0.covers(path) }
        let folded = paths.first { $0.coversInAnyCase(path) }
        return exact?.prefix == folded?.prefix ? nil : .letterCase
    }
}

extension String {
    /// ASCII letters in lower case, everything else as it is.
    package var asciiLowered: String {
        String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
