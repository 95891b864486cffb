/// A site that somebody took for ours and reports: an address as text, never opened, never shown as a link.
struct FalseSite: Hashable, Sendable {
    /// Scalars that an address may have.
    static let longest = 300

    /// Visible characters, white space around them taken off.
    let address: String

    /// Throws `false-site.empty` and `false-site.too-long`.
    init(_ typed: String) throws(FalseSiteRefusal) {
        let scalars = typed.unicodeScalars.filter { $0.properties.generalCategory != .control }
        let start = scalars.firstIndex { !$0.properties.isWhitespace }
        guard let start else { throw .empty }
        let end = scalars.lastIndex { !$0.properties.isWhitespace }.map { scalars.index(after: $0) } ?? start
        let kept = scalars[start..<end]
        guard kept.count <= Self.longest else { throw .tooLong }
        address = String(String.UnicodeScalarView(kept))
    }
}
