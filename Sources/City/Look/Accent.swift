import Foundation

/// A colour of the city's, and whether text in it can be read (WCAG 2.2, 1.4.3).
package struct Accent: Hashable, Sendable {
    /// Red, green and blue, 0 to 255.
    let parts: [UInt8]

    /// Paper and surface of light pages.
    package static let light = ["#FBFAF7", "#FFFFFF"]
    /// Paper and surface of dark pages.
    package static let dark = ["#14181B", "#1D2327"]

    /// Reads `#RRGGBB`.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[0] == UInt8(ascii: "#") else { return nil }
        let digits = bytes.dropFirst().compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == 6 else { return nil }
        parts = (0..<3).map { UInt8(digits[2 * $0] * 16 + digits[2 * $0 + 1]) }
    }

    /// The contrast with another colour, 1 to 21.
    package func contrast(with other: Accent) -> Double {
        let (lighter, darker) = (max(luminance, other.luminance), min(luminance, other.luminance))
        return (lighter + 0.05) / (darker + 0.05)
    }

    /// The least contrast with the given grounds.
    package func leastContrast(on grounds: [String]) -> Double {
        grounds.compactMap(Accent.init).map(contrast).min() ?? 1
    }

    private var luminance: Double {
        let linear = parts.map { part -> Double in
            let value = Double(part) / 255
            return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}
