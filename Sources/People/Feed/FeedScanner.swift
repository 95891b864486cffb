/// Cuts a feed into records, on bytes, as RFC 4180 says, with `;` or `,` between fields and CRLF or LF between records.
///
/// A record that breaks the grammar costs its own first line only: reading goes on with the next line of the file, so an
/// open quote never swallows the rest.
struct FeedScanner {
    /// The longest field, in bytes.
    static let fieldLimit = 2_048
    /// The most fields of one record.
    static let widthLimit = 128

    enum Item {
        case record(FeedRecord)
        case broken(line: Int, code: FeedMistake.Code, raw: String)
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private var position: Int
    private var line = 1

    /// A scanner over UTF-8 bytes, beginning at `start` (behind a byte order mark).
    init(_ bytes: [UInt8], from start: Int, separator: UInt8) {
        self.bytes = bytes
        self.separator = separator
        position = start
    }

    /// The next record or broken line; nil at the end of the feed.
    mutating func next() -> Item? {
        guard position < bytes.count else { return nil }
        let start = position
        let startLine = line
        do throws(Fault) {
            let fields = try record()
            return .record(FeedRecord(line: startLine, fields: fields))
        } catch {
            position = start
            line = startLine
            return .broken(line: startLine, code: error.code, raw: restOfLine())
        }
    }

    private struct Fault: Error {
        let code: FeedMistake.Code
    }

    private mutating func record() throws(Fault) -> [String] {
        var fields: [String] = []
        while true {
            guard fields.count < Self.widthLimit else { throw Fault(code: .tooManyFields) }
            fields.append(at(position) == UInt8(ascii: "\"") ? try quoted() : try plain())
            guard let byte = at(position) else { return fields }
            position += 1
            if byte == separator { continue }
            if byte == 13, at(position) == 10 { position += 1 }
            line += 1
            return fields
        }
    }

    private mutating func plain() throws(Fault) -> String {
        let start = position
        while let byte = at(position), byte != separator, byte != 10, byte != 13 {
            guard byte != UInt8(ascii: "\"") else { throw Fault(code: .strayQuote) }
            position += 1
        }
        return try text(bytes[start..<position])
    }

    private mutating func quoted() throws(Fault) -> String {
        var field: [UInt8] = []
        position += 1
        while let byte = at(position) {
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard at(position) == UInt8(ascii: "\"") else { return try closed(field) }
                position += 1
            } else if byte == 10 {
                line += 1
            }
            field.append(byte)
            guard field.count <= Self.fieldLimit else { throw Fault(code: .openQuote) }
        }
        throw Fault(code: .openQuote)
    }

    private func closed(_ field: [UInt8]) throws(Fault) -> String {
        if let byte = at(position), byte != separator, byte != 10, byte != 13 { throw Fault(code: .strayQuote) }
        return try text(field[...])
    }

    private func text(_ field: ArraySlice<UInt8>) throws(Fault) -> String {
        guard field.count <= Self.fieldLimit else { throw Fault(code: .fieldTooLong) }
        return String(decoding: field, as: UTF8.self)
    }

    /// What is left of the present line; the position moves behind it.
    private mutating func restOfLine() -> String {
        let start = position
        while let byte = at(position), byte != 10 { position += 1 }
        let raw = bytes[start..<min(position, start + Self.fieldLimit)]
        if position < bytes.count { position += 1 }
        line += 1
        return String(decoding: raw, as: UTF8.self)
    }

    private func at(_ index: Int) -> UInt8? {
        index < bytes.count ? bytes[index] : nil
    }
}
