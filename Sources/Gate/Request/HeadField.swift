/// One field line of a head, as places in the head's own bytes.
package struct HeadField: Sendable {
    package let name: Range<Int>
    package let value: Range<Int>
    package let meaning: FieldName

    /// The whole line, its CRLF included.
    package let line: Range<Int>
}

/// Reads field lines strictly (RFC 9112 §5): for heads and trailers, of requests and answers.
enum FieldLines {
    /// The fields from `start` to the empty line that must end exactly at the end of the bytes.
    static func read(_ bytes: [UInt8], from start: Int, most: Int) throws(RequestRefusal) -> [HeadField] {
        var fields: [HeadField] = []
        fields.reserveCapacity(16)
        var position = start
        while true {
            let end = try lineEnd(bytes, from: position)
            if end == position {
                guard end + 2 == bytes.count else { throw .lineEnd }
                return fields
            }
            guard fields.count < most else { throw .headTooLarge }
            fields.append(try field(bytes, position..<end))
            position = end + 2
        }
    }

    /// The index of the CR of the next CRLF; a CR or LF alone is refused.
    static func lineEnd(_ bytes: [UInt8], from start: Int) throws(RequestRefusal) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == Octet.carriageReturn {
                guard index + 1 < bytes.count, bytes[index + 1] == Octet.lineFeed else { throw .lineEnd }
                return index
            }
            if byte == Octet.lineFeed { throw .lineEnd }
            index += 1
        }
        throw .lineEnd
    }

    private static func field(_ bytes: [UInt8], _ line: Range<Int>) throws(RequestRefusal) -> HeadField {
        var index = line.lowerBound
        while index < line.upperBound, Octet.isToken(bytes[index]) { index += 1 }
        guard index > line.lowerBound, index < line.upperBound, bytes[index] == Octet.colon else { throw .fieldName }
        let name = line.lowerBound..<index
        let value = bytes.trimmed((index + 1)..<line.upperBound)
        for position in value where !Octet.isFieldValue(bytes[position]) { throw .fieldValue }
        return HeadField(
            name: name,
            value: value,
            meaning: FieldName(bytes, name),
            line: line.lowerBound..<(line.upperBound + 2)
        )
    }
}
