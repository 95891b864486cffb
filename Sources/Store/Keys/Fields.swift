/// Several texts as bytes that no other list of texts has: each with its length before it.
package enum Fields {
    /// Eight bytes of length, big end first, then the UTF-8 bytes, for each text.
    package static func encode(_ fields: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for field in fields { append(Array(field.utf8), to: &bytes) }
        return bytes
    }

    /// Appends one field of bytes.
    package static func append(_ field: [UInt8], to bytes: inout [UInt8]) {
        append(UInt64(field.count), to: &bytes)
        bytes.append(contentsOf: field)
    }

    /// Appends a number as eight bytes, big end first.
    package static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
        }
    }
}
