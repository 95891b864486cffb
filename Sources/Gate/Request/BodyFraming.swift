/// How a message's body is delimited (RFC 9112 §6), judged from the head alone.
package enum BodyFraming: Equatable, Sendable {
    case none
    case length(Int)
    case chunked
    /// Answers only: until the sender closes.
    case untilClose

    /// A request's framing; whatever two readers could read differently is refused (S-2).
    init(_ bytes: [UInt8], _ fields: [HeadField], version: RequestHead.Version) throws(RequestRefusal) {
        self = try BodyFraming.stated(bytes, fields, version: version) ?? .none
    }

    /// The framing that fields state; nil where they state none.
    static func stated(
        _ bytes: [UInt8],
        _ fields: [HeadField],
        version: RequestHead.Version
    ) throws(RequestRefusal) -> BodyFraming? {
        var length: HeadField?
        var coding: HeadField?
        for field in fields {
            if field.meaning == .contentLength {
                guard length == nil else { throw .framing }
                length = field
            } else if field.meaning == .transferEncoding {
                guard coding == nil else { throw .framing }
                coding = field
            }
        }
        if let coding {
            guard length == nil, version == .http11, bytes.spells("chunked", in: coding.value) else {
                throw .framing
            }
            return .chunked
        }
        return try length.map { field throws(RequestRefusal) in .length(try number(bytes, field.value)) }
    }

    /// Decimal digits without sign, space, list or needless zero, at most 10^15.
    private static func number(_ bytes: [UInt8], _ range: Range<Int>) throws(RequestRefusal) -> Int {
        guard (1...15).contains(range.count), bytes[range].allSatisfy(Octet.isDigit),
            range.count == 1 || bytes[range.lowerBound] != Octet.zero
        else { throw .framing }
        return bytes[range].reduce(0) { $0 * 10 + Int($1 - Octet.zero) }
    }
}
