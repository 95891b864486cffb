import Policy

@testable import Gate

/// The target alone: `/.nomade/` is ours in one spelling, and no reader, however lenient, finds it in another (S-2).
enum PathTarget {
    static func check(_ bytes: [UInt8]) {
        let text = Array("GET ".utf8) + bytes + Array(" HTTP/1.1\r\nHost: intranet.ville.fr\r\n\r\n".utf8)
        guard let head = try? RequestHead(text) else { return }
        if PathSpelling.fault(in: String(decoding: head.bytes[head.target].prefix { $0 != 0x3F }, as: UTF8.self)) == nil
        {
            hasOneReading(Array(head.bytes[head.target].prefix { $0 != 0x3F }))
        }
        guard let ours = try? Target.isOurs(head.bytes, head.target) else { return }
        let path = Array(head.bytes[head.target].prefix { $0 != 0x3F })
        if ours { return require(path.starts(with: Array("/.nomade/".utf8)), "ours in another spelling") }
        var reading = path
        for _ in 0..<6 {
            for segment in leading(reading) { require(segment != Array(".nomade".utf8), "a lenient reader finds ours") }
            reading = decoded(reading)
        }
    }

    /// A path that is judged by its prefix is the same to one who decodes once, twice or never splits as others do.
    private static func hasOneReading(_ path: [UInt8]) {
        let once = decoded(path)
        require(decoded(once) == once, "a path that is decoded further")
        for segment in once.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false).dropLast() {
            require(!segment.isEmpty && segment != [0x2E] && segment != [0x2E, 0x2E], "a segment that may vanish")
        }
        require(
            once.allSatisfy { $0 > 0x1F && $0 != 0x3B && $0 != 0x5C && $0 != 0x7F },
            "a byte that some take for another"
        )
        require(once.count { $0 == 0x2F } == path.count { $0 == 0x2F }, "a slash that only some see")
    }

    /// The first segment as it stands, and after dots are resolved, of a reader that takes `\` for `/` and folds case.
    private static func leading(_ path: [UInt8]) -> [[UInt8]] {
        let segments = path.split { $0 == 0x2F || $0 == 0x5C }
            .map { $0.prefix { $0 != 0x3B }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
        var resolved: [[UInt8]] = []
        for segment in segments where segment != [0x2E] && !segment.isEmpty {
            if segment == [0x2E, 0x2E] { _ = resolved.popLast() } else { resolved.append(segment) }
        }
        return [segments.first, resolved.first].compactMap(\.self)
    }

    private static func decoded(_ path: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = path[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == 0x25, digits.utf8.count == 2, let value = UInt8(digits, radix: 16), digits.utf8.first != 0x2B {
                result.append(value)
                rest = rest.dropFirst(2)
            } else {
                result.append(byte)
            }
        }
        return result
    }
}
