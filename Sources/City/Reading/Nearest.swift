/// Finds the known word that a misspelt one was probably meant to be.
package enum Nearest {
    /// Letters of each word that are compared: a hostile feed asks for no more work than a name.
    private static let most = 64

    /// The nearest word by edit distance, when it is near enough to be meant.
    ///
    /// - Parameters:
    ///   - share: near enough are two letters, or one letter of that many.
    ///   - folded: the spelling in which words are compared.
    package static func word(
        to typed: String,
        among known: some Sequence<String>,
        share: Int = 3,
        folded: (String) -> String = { $0 }
    ) -> String? {
        let wanted = folded(typed)
        let limit = max(2, min(wanted.unicodeScalars.count, most) / share)
        var best: (word: String, distance: Int)?
        for word in known.sorted() {
            let distance = distance(wanted, folded(word))
            if distance <= limit && distance < (best?.distance ?? .max) { best = (word, distance) }
        }
        return best?.word
    }

    /// Insertions, deletions, substitutions and exchanges of neighbours from one word to the other.
    static func distance(_ left: String, _ right: String) -> Int {
        let a = Array(left.unicodeScalars.prefix(most))
        let b = Array(right.unicodeScalars.prefix(most))
        var before = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1] + [Int](repeating: 0, count: b.count)
            for j in b.indices {
                row[j + 1] = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { row[j + 1] = min(row[j + 1], before[j - 1] + 1) }
            }
            before = last
            last = row
        }
        return last[b.count]
    }
}
