/// A feed as read: its good lines, the lines set aside, and every employee number that it names at all.
package struct Feed: Sendable {
    package private(set) var lines: [FeedLine] = []
    package private(set) var setAside: [SetAside] = []
    /// Numbers that stand on a line that was set aside: their agents are there, so nothing of theirs ends.
    package private(set) var spared: Set<String> = []

    /// The largest feed, in bytes: 256 MiB.
    package static let sizeLimit = 256 << 20
    /// The most lines of a feed.
    package static let lineLimit = 2_000_000

    /// Reads a feed; `columns` are the city's own headers by column name.
    ///
    /// Throws what makes the whole feed unusable; a bad line is set aside instead.
    package static func read(
        _ bytes: [UInt8],
        columns: [String: String] = [:],
        vocabulary: FeedVocabulary
    ) throws(FeedRefusal) -> Feed {
        let start = try FeedEncoding.check(bytes)
        let separator = FeedEncoding.separator(bytes, from: start)
        var scanner = FeedScanner(bytes, from: start, separator: separator)
        let header = try header(&scanner, columns: columns)
        let reader = FeedLineReader(header: header, vocabulary: vocabulary)
        var feed = Feed()
        var count = 0
        while let item = scanner.next() {
            count += 1
            guard count <= lineLimit else { throw .tooLarge }
            feed.take(item, by: reader, separator: separator)
        }
        guard !feed.lines.isEmpty || !feed.setAside.isEmpty else { throw .headerAlone }
        return feed
    }

    private static func header(
        _ scanner: inout FeedScanner,
        columns: [String: String]
    ) throws(FeedRefusal) -> FeedHeader {
        while let item = scanner.next() {
            guard case .record(let record) = item else { throw .empty }
            if !record.isBlank { return try FeedHeader(record, names: columns) }
        }
        throw .empty
    }

    private mutating func take(_ item: FeedScanner.Item, by reader: FeedLineReader, separator: UInt8) {
        switch item {
        case .broken(let line, let code, let raw):
            let number = reader.header.number(inBroken: raw, separator: separator)
            spare(SetAside(line: line, mistakes: [FeedMistake(code)]), of: number)
        case .record(let record) where record.isBlank:
            return
        case .record(let record):
            switch reader.read(record) {
            case .success(let line): lines.append(line)
            case .failure(let fault):
                spare(fault.setAside, of: FeedText.number(reader.header.value(.number, in: record)))
            }
        }
    }

    private mutating func spare(_ line: SetAside, of number: String?) {
        setAside.append(line)
        if let number { spared.insert(number) }
    }
}

/// What can be told of a feed from its bytes alone.
enum FeedEncoding {
    /// The index behind the byte order mark, if there is one; throws for anything but UTF-8.
    static func check(_ bytes: [UInt8]) throws(FeedRefusal) -> Int {
        guard bytes.count <= Feed.sizeLimit else { throw .tooLarge }
        guard !bytes.isEmpty else { throw .empty }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw .utf16 }
        if bytes.prefix(4_096).contains(0) { throw .utf16 }
        if let index = firstInvalid(bytes) {
            throw .notUTF8(line: 1 + bytes[..<index].count { $0 == 10 })
        }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// `;` or `,`: the one that stands more often on the first line, outside quotes.
    static func separator(_ bytes: [UInt8], from start: Int) -> UInt8 {
        var semicolons = 0
        var commas = 0
        var quoted = false
        for byte in bytes[start...].prefix(65_536) {
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if quoted { continue }
            if byte == 10 || byte == 13, semicolons + commas > 0 { break }
            if byte == UInt8(ascii: ";") { semicolons += 1 }
            if byte == UInt8(ascii: ",") { commas += 1 }
        }
        return commas > semicolons ? UInt8(ascii: ",") : UInt8(ascii: ";")
    }

    private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
        var index = 0
        while index < bytes.count {
            let length = sequenceLength(bytes, at: index)
            guard length > 0 else { return index }
            index += length
        }
        return nil
    }

    /// The length of the well-formed UTF-8 sequence at an index (Unicode table 3-7); 0 when there is none.
    private static func sequenceLength(_ bytes: [UInt8], at index: Int) -> Int {
        let lead = bytes[index]
        switch lead {
        case 0..<0x80: return 1
        case 0xC2...0xDF: return tail(bytes, index, 1, 0x80...0xBF)
        case 0xE0: return tail(bytes, index, 2, 0xA0...0xBF)
        case 0xED: return tail(bytes, index, 2, 0x80...0x9F)
        case 0xE1...0xEF: return tail(bytes, index, 2, 0x80...0xBF)
        case 0xF0: return tail(bytes, index, 3, 0x90...0xBF)
        case 0xF1...0xF3: return tail(bytes, index, 3, 0x80...0xBF)
        case 0xF4: return tail(bytes, index, 3, 0x80...0x8F)
        default: return 0
        }
    }

    private static func tail(_ bytes: [UInt8], _ index: Int, _ count: Int, _ second: ClosedRange<UInt8>) -> Int {
        guard index + count < bytes.count, second.contains(bytes[index + 1]) else { return 0 }
        for offset in 2..<(count + 1) where !(0x80...0xBF).contains(bytes[index + offset]) { return 0 }
        return count + 1
    }
}
