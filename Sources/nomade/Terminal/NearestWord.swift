/// The command that a wrong word was probably meant to be.
enum NearestWord {
    /// The nearest by edit distance, when no more than a third of the word, or two letters, differ.
    static func of(_ typed: String, among known: [String]) -> String? {
        let near = known.map { (word: $0, distance: distance(typed, $0)) }.min { $0.distance < $1.distance }
        guard let near, near.distance <= max(2, typed.unicodeScalars.count / 3) else { return nil }
        return near.word
    }

    private static func distance(_ one: String, _ other: String) -> Int {
        let (from, into) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
        var last = Array(0...into.count)
        for (row, scalar) in from.enumerated() {
            var next = [row + 1]
            for (column, wanted) in into.enumerated() {
                next.append(min(last[column + 1] + 1, next[column] + 1, last[column] + (scalar == wanted ? 0 : 1)))
            }
            last = next
        }
        return last[into.count]
    }
}
