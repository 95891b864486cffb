/// Why two readers could take one path for two; the raw value goes on the words "the path …".
package enum PathFault: String, Error, CaseIterable, Sendable {
    case start = "does not begin with a slash"
    case emptySegment = "has two slashes in a row"
    case dotSegment = "has a segment that begins or ends as a dot segment may: ., .. or a final dot or space"
    case separator = "has a backslash, a semicolon or a colon before a dollar sign"
    case percent = "has a percent sign without two hexadecimal digits"
    case encodedSeparator = "has an encoded slash, backslash, semicolon, question mark, hash or percent sign"
    case encodedLetter = "has an encoded letter, digit, hyphen, dot, underscore or tilde"
    case control = "has a control character, or one that readers leave out"
    case notText = "has bytes that are no UTF-8, or no ASCII where they are not encoded"
    case lookalike = "has a character that some readers turn into an ASCII one"
    case letterCase = "differs from a declared path by the case of its letters"
}

/// The one spelling in which a path can be judged by its prefix: every reader, strict or lenient, sees the same segments.
///
/// It is what RFC 3986 §6.2.2 leaves once normalised, less all that some server is known to read in a way of its own:
/// matrix parameters, double decoding, overlong UTF-8, final dots and spaces, streams of a Windows file, best-fit letters.
package enum PathSpelling {
    /// Why the path, without its query, has more than one reading; nil when it has one.
    package static func fault(in path: String) -> PathFault? {
        guard path.utf8.first == slash else { return .start }
        do throws(PathFault) {
            let decoded = try decode(path.utf8)
            guard let text = String(validating: decoded, as: UTF8.self) else { return .notText }
            if let fault = text.unicodeScalars.lazy.compactMap(fault(of:)).first { return fault }
            return segmentFault(in: decoded)
        } catch {
            return error
        }
    }

    private static let slash = UInt8(ascii: "/")
    private static let percent = UInt8(ascii: "%")
    private static let separators = Array("/\\;?#%".utf8)

    /// Decodes once; refuses what need not be encoded and what must not be.
    private static func decode(_ path: String.UTF8View) throws(PathFault) -> [UInt8] {
        var decoded: [UInt8] = []
        var rest = path[...]
        while let byte = rest.popFirst() {
            guard byte == percent else {
                decoded.append(try plain(byte))
                continue
            }
            guard let high = rest.popFirst().flatMap(hexadecimal), let low = rest.popFirst().flatMap(hexadecimal) else {
                throw .percent
            }
            let value = high << 4 | low
            if isUnreserved(value) { throw .encodedLetter }
            if separators.contains(value) { throw .encodedSeparator }
            decoded.append(value)
        }
        return decoded
    }

    private static func plain(_ byte: UInt8) throws(PathFault) -> UInt8 {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: ";"): throw .separator
        case UInt8(ascii: "?"), UInt8(ascii: "#"): throw .encodedSeparator
        case 0x00...0x20, 0x7F: throw .control
        case 0x80...: throw .notText
        default: return byte
        }
    }

    private static func segmentFault(in path: [UInt8]) -> PathFault? {
        let segments = path.split(separator: slash, omittingEmptySubsequences: false).dropFirst()
        for (place, segment) in segments.enumerated() {
            guard let last = segment.last else {
                if place == segments.count - 1 { continue }
                return .emptySegment
            }
            if last == UInt8(ascii: ".") || last == UInt8(ascii: " ") { return .dotSegment }
            if zip(segment, segment.dropFirst()).contains(where: { $0 == UInt8(ascii: ":") && $1 == UInt8(ascii: "$") })
            {
                return .separator
            }
        }
        return nil
    }

    private static func fault(of scalar: Unicode.Scalar) -> PathFault? {
        if scalar.properties.generalCategory == .control || scalar.properties.isDefaultIgnorableCodePoint {
            return .control
        }
        switch scalar.value {
        case 0xFF01...0xFF5E, 0x2024...0x2026, 0x2044, 0x2215, 0x2216: return .lookalike
        // Dotless i, long s and the Kelvin sign become ASCII when the case is changed.
        case 0x0131, 0x017F, 0x212A: return .lookalike
        default: return scalar.properties.generalCategory == .format ? .control : nil
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: Array("-._~".utf8).contains(byte)
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
