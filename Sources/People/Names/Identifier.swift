/// What a person types to say who they are, in the form `first.last` of D-101, or the employee number where a name has no
/// Latin form (D-106).
package struct Identifier: Hashable, Sendable, CustomStringConvertible {
    /// The identifier as stored, compared and shown: `[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*`, or the number.
    package let text: String

    /// An identifier as it stands in the store.
    package init(stored text: String) {
        self.text = text
    }

    package var description: String { text }

    /// The longest part before the dot, in characters (D-102).
    package static let firstLimit = 20
    /// The longest part after the dot, a homonym's number included, in characters (D-102).
    package static let lastLimit = 40
}

/// The two halves from which a person's identifiers are made; homonyms differ only by the number behind them (D-103).
package struct IdentifierStem: Hashable, Sendable {
    let first: String
    let last: String

    /// The halves for a first name and the name in use; nil when one of them has no Latin form (D-106), and then the employee number serves.
    package init?(first: String, last: String) {
        let ownFirst = Self.firstOfSeveral(first)
        let ownLast = LetterFolding.fold(last)
        let hasFirst = first.unicodeScalars.contains { !$0.properties.isWhitespace }
        let hasLast = last.unicodeScalars.contains { !$0.properties.isWhitespace }
        if hasFirst, ownFirst.isEmpty { return nil }
        if hasLast, ownLast.isEmpty { return nil }
        if !hasFirst, !hasLast { return nil }
        self.first = Self.cut(hasFirst ? ownFirst : ownLast, to: Identifier.firstLimit)
        self.last = hasLast ? ownLast : LetterFolding.fold(first)
    }

    /// The identifier of the `ordinal`th person of this name: 1 gives `jean.martin`, 2 gives `jean.martin2`.
    package func identifier(_ ordinal: Int) -> Identifier {
        let number = ordinal > 1 ? String(ordinal) : ""
        let name = Self.cut(last, to: Identifier.lastLimit - number.utf8.count)
        return Identifier(stored: "\(first).\(name)\(number)")
    }

    /// The first of several first names, a hyphenated one whole: `Thị Hồng` gives `thi`, `Jean-Pierre` gives `jean-pierre`.
    private static func firstOfSeveral(_ names: String) -> String {
        names.unicodeScalars
            .split { $0.properties.isWhitespace || $0 == "," || $0 == ";" }
            .lazy.map { LetterFolding.fold(String($0)) }
            .first { !$0.isEmpty } ?? ""
    }

    private static func cut(_ text: String, to limit: Int) -> String {
        var bytes = Array(text.utf8.prefix(max(limit, 1)))
        while bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
