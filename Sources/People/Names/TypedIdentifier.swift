/// What a person typed to say who they are, read in any case, with or without accents, with spaces where they like.
package enum TypedIdentifier: Hashable, Sendable {
    /// An employee number: digits, spaces left out; or the provisional one of somebody declared by hand.
    case number(String)
    /// `first.last`, folded as D-101 folds names.
    case name(String)
    /// A mail address in lower case.
    case mail(String)

    /// Reads what was typed; anything at all becomes one of the three, at most 254 bytes of it.
    package init(_ typed: String) {
        let text = FeedText.cleaned(String(decoding: typed.utf8.prefix(254), as: UTF8.self))
        if let number = FeedText.number(text) ?? ProvisionalNumber(text)?.text {
            self = .number(number)
        } else if text.utf8.contains(UInt8(ascii: "@")) {
            self = .mail(FeedText.lowercased(text.unicodeScalars.split(separator: " ").map { String($0) }.joined()))
        } else {
            self = .name(Self.folded(text))
        }
    }

    /// One spelling for all that mean the same, to count guesses under (S-22).
    package var canonical: String {
        switch self {
        case .number(let number): "number:\(number)"
        case .name(let name): "name:\(name)"
        case .mail(let mail): "mail:\(mail)"
        }
    }

    private static func folded(_ text: String) -> String {
        text.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false)
            .map { LetterFolding.fold(String($0)) }
            .joined(separator: ".")
    }
}
