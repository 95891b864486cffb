/// What an app may set in a browser: its own host's cookies, never one of ours, never one for its neighbours (S-7).
package enum SetCookieRule {
    /// What becomes of one `Set-Cookie` line.
    package enum Outcome: Equatable, Sendable {
        case passes
        case dropped
        /// The parts of the value that stay, to be joined by `; `.
        case rewritten([Range<Int>])
    }

    /// Judges the value at a place in an answer's bytes.
    package static func judge(_ bytes: [UInt8], _ value: Range<Int>) -> Outcome {
        if CookieHeader.isOurs(bytes, value) { return .dropped }
        let parts = bytes.parts(of: value, between: Octet.semicolon).map { bytes.trimmed($0) }
        let kept = parts.enumerated().filter { $0.offset == 0 || !isDomain(bytes, $0.element) }.map(\.element)
        return kept.count == parts.count ? .passes : .rewritten(kept)
    }

    private static func isDomain(_ bytes: [UInt8], _ attribute: Range<Int>) -> Bool {
        let end = attribute.first { bytes[$0] == Octet.equals } ?? attribute.upperBound
        return bytes.spells(domain, in: bytes.trimmed(attribute.lowerBound..<end))
    }

    private static let domain = Array("domain".utf8)
}
