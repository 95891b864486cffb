import CBlocklist
import Foundation

/// The words and walks that are no password, however decorated: shipped with the program, made by `Scripts/blocklist`.
///
/// A password is refused when its letters, or the pattern that it repeats, are one listed word: `Printemps2026!`,
/// `azertyazerty`. Words *within* a longer phrase are free (NIST 800-63B-4: the entire password is compared).
package struct Blocklist: Sendable {
    private let own: Set<[UInt8]>

    /// The shipped list with words of one's own: the employer's, the person's names.
    package init(words: [String] = []) { self = Blocklist(own: []).adding(words) }

    private init(own: Set<[UInt8]>) { self.own = own }

    /// A list with more words; those under three letters are left out.
    package func adding(_ words: [String]) -> Blocklist {
        let parts = words.flatMap { [FoldedWord($0)] + $0.split(separator: " ").map { FoldedWord(String($0)) } }
        return Blocklist(own: own.union(parts.map(\.plain).filter { $0.count >= 3 && $0.count <= 64 }))
    }

    /// Whether the whole password is one listed word, decorated or repeated.
    package func contains(_ password: String) -> Bool {
        FoldedWord(password).spellings.contains { isListed($0.word) || isListed($0.period) || isWordsOfOwn($0.word) }
    }

    private func isListed(_ word: FoldedWord) -> Bool {
        word.isLadder || own.contains(word.bytes) || ShippedWords.contains(word.bytes)
    }

    /// Whether the letters are nothing but the employer's and the person's own words, one after another.
    private func isWordsOfOwn(_ word: FoldedWord) -> Bool {
        let letters = word.bytes
        guard !letters.isEmpty, !own.isEmpty else { return false }
        var reachable = [true] + [Bool](repeating: false, count: letters.count)
        for start in 0..<letters.count where reachable[start] {
            for word in own where letters[start...].starts(with: word) { reachable[start + word.count] = true }
        }
        return reachable[letters.count]
    }
}

/// The list inside the program: a sorted text of one word a line.
private enum ShippedWords {
    static func contains(_ word: [UInt8]) -> Bool {
        guard !word.isEmpty, let start = nomade_blocklist() else { return false }
        let text = UnsafeBufferPointer(start: start, count: nomade_blocklist_count())
        var low = 0
        var high = text.count
        while low < high {
            let line = self.line(around: (low + high) / 2, in: text)
            if word.elementsEqual(text[line]) { return true }
            if word.lexicographicallyPrecedes(text[line]) {
                high = line.lowerBound
            } else {
                low = min(high, line.upperBound + 1)
            }
        }
        return false
    }

    private static func line(around middle: Int, in text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let newline = UInt8(ascii: "\n")
        let start = text[..<middle].lastIndex(of: newline).map { $0 + 1 } ?? 0
        let end = text[middle...].firstIndex(of: newline) ?? text.count
        return start..<max(start, end)
    }
}
