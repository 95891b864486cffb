/// The valid value that is nearest to a mistyped one.
enum Nearest {
    /// The candidate at the smallest edit distance of folded spellings, if it is near enough to be a slip of the hand.
    static func value(to typed: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Array(LetterFolding.fold(typed).utf8.prefix(40))
        var best: (value: String, distance: Int)?
        for candidate in candidates {
            let distance = distance(wanted, Array(LetterFolding.fold(candidate).utf8.prefix(40)))
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        guard let best, best.distance <= max(2, wanted.count / 2) else { return nil }
        return best.value
    }

    /// Levenshtein's distance.
    private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var row = Array(0...other.count)
        for (index, byte) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in other.indices {
                let substituted = diagonal + (byte == other[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[other.count]
    }
}
