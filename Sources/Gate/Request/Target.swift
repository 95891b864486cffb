/// The target of a request: the app's own byte for byte, ours only in one spelling (S-2).
package enum Target {
    /// A target read as an origin-form, with the authority that an absolute-form states beside it.
    struct Requested {
        let origin: Range<Int>
        let authority: Range<Int>?
    }

    /// Reads origin-form, absolute-form and, for OPTIONS, `*` (RFC 9112 §3.2).
    static func requested(
        _ bytes: [UInt8],
        _ range: Range<Int>,
        method: Range<Int>
    ) throws(RequestRefusal) -> Requested {
        try check(bytes, range)
        if bytes[range.lowerBound] == Octet.slash { return Requested(origin: range, authority: nil) }
        if range.count == 1, bytes[range.lowerBound] == Octet.star, bytes[method].elementsEqual("OPTIONS".utf8) {
            return Requested(origin: range, authority: nil)
        }
        for scheme in [Array("https://".utf8), Array("http://".utf8)] where bytes.starts(with: scheme, in: range) {
            let rest = (range.lowerBound + scheme.count)..<range.upperBound
            guard let slash = rest.first(where: { bytes[$0] == Octet.slash || bytes[$0] == Octet.question }),
                bytes[slash] == Octet.slash
            else { throw .target }
            return Requested(origin: slash..<range.upperBound, authority: rest.lowerBound..<slash)
        }
        throw .target
    }

    /// Visible ASCII only, no fragment, every `%` followed by two hexadecimal digits.
    private static func check(_ bytes: [UInt8], _ range: Range<Int>) throws(RequestRefusal) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            guard byte > 0x20, byte < 0x7F, byte != Octet.hash else { throw .target }
            if byte == Octet.percent {
                guard index + 2 < range.upperBound, Octet.hexadecimal(bytes[index + 1]) != nil,
                    Octet.hexadecimal(bytes[index + 2]) != nil
                else { throw .target }
            }
            index += 1
        }
    }

    /// Whether a target is under `/.nomade/`, which is ours on every app host; throws where only some readers would say so.
    package static func isOurs(_ bytes: [UInt8], _ range: Range<Int>) throws(RequestRefusal) -> Bool {
        let path = range.lowerBound..<(range.first { bytes[$0] == Octet.question } ?? range.upperBound)
        guard mayNameUs(bytes, path) else { return false }
        guard namesUs(Array(bytes[path])) else { return false }
        guard bytes[path].starts(with: prefix), isPlain(bytes, (path.lowerBound + prefix.count)..<path.upperBound)
        else {
            throw .target
        }
        return true
    }

    private static let prefix = Array("/.nomade/".utf8)
    private static let word = Array(".nomade".utf8)

    /// A cheap look: without the word itself and without `%` no reader can find it.
    private static func mayNameUs(_ bytes: [UInt8], _ path: Range<Int>) -> Bool {
        for index in path {
            if bytes[index] == Octet.percent { return true }
            if bytes[index] == Octet.dot, bytes.starts(with: word, in: index..<path.upperBound) { return true }
        }
        return false
    }

    /// Whether a lenient reader (decoding twice, folding case, slashes, parameters and dots) ends under our word.
    private static func namesUs(_ path: [UInt8]) -> Bool {
        var reading = path
        for _ in 0..<4 {
            if firstSegments(of: reading).contains(word) { return true }
            let decoded = decode(reading)
            if decoded == reading { return false }
            reading = decoded
        }
        return true
    }

    /// The first segment as a reader that resolves dots sees it, and as one that does not.
    private static func firstSegments(of path: [UInt8]) -> [[UInt8]] {
        var resolved: [[UInt8]] = []
        var plain: [[UInt8]] = []
        for part in path.split(whereSeparator: { $0 == Octet.slash || $0 == Octet.backslash }) {
            let segment = part.prefix { $0 != Octet.semicolon && $0 >= 0x20 }.map(Octet.lower)
            plain.append(segment)
            if segment == [Octet.dot, Octet.dot] {
                _ = resolved.popLast()
            } else if segment != [Octet.dot], !segment.isEmpty {
                resolved.append(segment)
            }
        }
        return [resolved.first, plain.first { !$0.isEmpty && $0 != [Octet.dot] }].compactMap(\.self)
    }

    private static func decode(_ path: [UInt8]) -> [UInt8] {
        var decoded: [UInt8] = []
        var index = 0
        while index < path.count {
            if path[index] == Octet.percent, index + 2 < path.count, let high = Octet.hexadecimal(path[index + 1]),
                let low = Octet.hexadecimal(path[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(path[index])
                index += 1
            }
        }
        return decoded
    }

    /// Letters, digits, `-` and `_` in segments between single slashes: one reading only.
    private static func isPlain(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        bytes.parts(of: range, between: Octet.slash).allSatisfy { segment in
            !segment.isEmpty
                && bytes[segment].allSatisfy { Octet.isAlphanumeric($0) || $0 == Octet.dash || $0 == Octet.underscore }
        }
    }
}
