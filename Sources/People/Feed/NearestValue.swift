import City

extension Nearest {
    /// The valid value of a feed that is nearest to a mistyped one, case and accents set aside: half of the letters may be wrong.
    static func value(to typed: String, among candidates: some Sequence<String>) -> String? {
        word(to: typed, among: candidates, share: 2, folded: LetterFolding.fold)
    }
}
