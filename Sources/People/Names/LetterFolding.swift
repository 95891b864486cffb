import Foundation

/// The folding of D-101: any text to the letters a–z, the digits and single hyphens, the same on every machine.
package enum LetterFolding {
    /// The folded text: `D'HAËNE` becomes `dhaene`, `Ó Súilleabháin` becomes `o-suilleabhain`; empty when no letter has a Latin form.
    package static func fold(_ text: String) -> String {
        var folded: [UInt8] = []
        var gap = false
        for scalar in decomposed(text) {
            if isGap(scalar) {
                gap = true
                continue
            }
            let letters = latin(scalar)
            if letters.isEmpty { continue }
            if gap, !folded.isEmpty { folded.append(UInt8(ascii: "-")) }
            gap = false
            folded.append(contentsOf: letters)
        }
        return String(decoding: folded, as: UTF8.self)
    }

    /// NFKD, without what would decompose into a space that nobody typed (´ ¨ ¸, which stand for apostrophes or nothing).
    private static func decomposed(_ text: String) -> String.UnicodeScalarView {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar.properties.generalCategory != .modifierSymbol {
            kept.append(scalar)
        }
        return String(kept).decomposedStringWithCompatibilityMapping.unicodeScalars
    }

    private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .dashPunctuation || scalar == "\u{2212}"
    }

    /// The Latin letters of one scalar; none for marks, apostrophes, signs and other scripts.
    private static func latin(_ scalar: Unicode.Scalar) -> [UInt8] {
        switch scalar {
        case "a"..."z", "0"..."9": [UInt8(truncatingIfNeeded: scalar.value)]
        case "A"..."Z": [UInt8(truncatingIfNeeded: scalar.value + 32)]
        default: ligatures[scalar].map { Array($0.utf8) } ?? []
        }
    }

    private static let ligatures: [Unicode.Scalar: String] = [
        "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
        "đ": "d", "Đ": "d", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d", "ı": "i",
    ]
}
