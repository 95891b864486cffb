import Foundation

/// The cleaning of values that come from a feed.
enum FeedText {
    /// Composed text without control or invisible characters, with single spaces and none at the ends.
    static func cleaned(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        var gap = false
        for scalar in text.unicodeScalars {
            let category = scalar.properties.generalCategory
            if scalar.properties.isWhitespace || category == .control {
                gap = true
                continue
            }
            if category == .format { continue }
            if gap, !kept.isEmpty { kept.append(" ") }
            gap = false
            kept.append(scalar)
        }
        return String(kept).precomposedStringWithCanonicalMapping
    }

    /// An employee number: 1 to 20 digits, spaces between them ignored, leading zeros kept (D-110).
    static func number(_ text: String) -> String? {
        var digits: [UInt8] = []
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            guard ("0"..."9").contains(scalar), digits.count < 20 else { return nil }
            digits.append(UInt8(truncatingIfNeeded: scalar.value))
        }
        return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
    }

    /// A mail address in lower case: one `@`, something on both sides, no spaces, at most 254 bytes.
    static func mail(_ text: String) -> String? {
        let bytes = text.utf8
        guard bytes.count <= 254,
            bytes.allSatisfy({ $0 > 32 && $0 != 127 && $0 != 34 && $0 != 44 && $0 != 59 && $0 != 60 && $0 != 62 })
        else { return nil }
        let halves = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty,
            halves[1].contains(UInt8(ascii: ".")) || halves[1].elementsEqual("localhost".utf8)
        else { return nil }
        return lowercased(text)
    }

    /// Lower case in the root locale, never the machine's.
    static func lowercased(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { $0 += $1.properties.lowercaseMapping }
    }
}
