/// The fields of an `application/x-www-form-urlencoded` body, read strictly and within limits.
package struct Form: Sendable {
    /// The most bytes that a form of ours may have.
    package static let byteLimit = 64 * 1024
    /// The most fields.
    package static let fieldLimit = 100

    private let fields: [String: String]

    /// Reads `bytes`: a malformed escape, invalid UTF-8, a control character or a doubled name is refused, never guessed.
    package init(bytes: [UInt8]) throws(FormRefusal) {
        guard bytes.count <= Self.byteLimit else { throw .tooLarge }
        let pairs = bytes.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= Self.fieldLimit else { throw .tooLarge }
        var fields: [String: String] = [:]
        for pair in pairs {
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let name = try Self.decoded(pair[..<equals])
            let value = try Self.decoded(pair[equals...].dropFirst())
            guard fields.updateValue(value, forKey: name) == nil else { throw .malformed }
        }
        self.fields = fields
    }

    /// The value of a field; empty when the form has none of that name.
    package subscript(_ name: String) -> String { fields[name] ?? "" }

    /// The names of all fields, sorted.
    package var names: [String] { fields.keys.sorted() }

    private static func decoded(_ bytes: ArraySlice<UInt8>) throws(FormRefusal) -> String {
        var plain: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    throw .malformed
                }
                plain.append(high << 4 | low)
            } else {
                plain.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        guard plain.allSatisfy({ $0 >= 32 && $0 != 127 || $0 == 9 || $0 == 10 || $0 == 13 }),
            let text = String(validating: plain, as: UTF8.self)
        else { throw .malformed }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
