import Foundation

/// The comparison of names (D-105): spellings are compared, never merged.
package struct NameFolding: Sendable {
    /// The spellings that a feed in capitals without accents may use for this name: `MÜLLER` gives `muller` and `mueller`.
    package let spellings: Set<String>

    /// The spellings of a name.
    package init(_ name: String) {
        spellings = [LetterFolding.fold(name), LetterFolding.fold(Self.written(name))]
    }

    /// Whether `typed` is one of the ways to write this name without its accents; `MUELLER` is one of `Müller`, not of `Muller`.
    package func isSpelled(_ typed: String) -> Bool {
        spellings.contains(LetterFolding.fold(typed))
    }

    /// Whether two spellings may be one name: `MULLER`, `MÜLLER` and `MUELLER` all may.
    package func mayBe(_ other: NameFolding) -> Bool {
        !loose.isDisjoint(with: other.loose)
    }

    private var loose: Set<String> {
        spellings.union(spellings.map(Self.contracted))
    }

    /// The name with the German vowels written out: ü as ue, ö as oe, ä as ae.
    private static func written(_ name: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in name.precomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "ü", "Ü": scalars.append(contentsOf: "ue".unicodeScalars)
            case "ö", "Ö": scalars.append(contentsOf: "oe".unicodeScalars)
            case "ä", "Ä": scalars.append(contentsOf: "ae".unicodeScalars)
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    /// The folded name with `ue`, `oe` and `ae` read as one vowel.
    private static func contracted(_ folded: String) -> String {
        var bytes: [UInt8] = []
        for byte in folded.utf8 {
            if byte == UInt8(ascii: "e"), let last = bytes.last, "uoa".utf8.contains(last) { continue }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
