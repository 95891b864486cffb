import CPostgreSQL

/// The few types of PostgreSQL that this house meets, under the numbers of its catalogue (`pg_type.dat`), in binary form.
enum PostgreSQLType: Oid {
    case boolean = 16
    case bytes = 17
    case name = 19
    case bigint = 20
    case smallint = 21
    case integer = 23
    case text = 25
    case varchar = 1043

    init?(oid: Oid) { self.init(rawValue: oid) }

    /// The type under which a value is bound; nil lets the server infer it for NULL.
    init?(of value: Value) {
        switch value {
        case .null: return nil
        case .integer: self = .bigint
        case .text: self = .text
        case .bytes: self = .bytes
        }
    }

    /// Reads the binary form; nil when it is not one.
    func value(_ bytes: UnsafeRawBufferPointer) -> Value? {
        switch self {
        case .boolean: bytes.count == 1 ? .integer(bytes[0] == 0 ? 0 : 1) : nil
        case .smallint: bytes.count == 2 ? .integer(Self.number(bytes)) : nil
        case .integer: bytes.count == 4 ? .integer(Self.number(bytes)) : nil
        case .bigint: bytes.count == 8 ? .integer(Self.number(bytes)) : nil
        case .text, .name, .varchar: String(validating: bytes, as: UTF8.self).map(Value.text)
        case .bytes: .bytes(Array(bytes))
        }
    }

    /// The binary form of a value; nil for NULL.
    static func bytes(of value: Value) -> [UInt8]? {
        switch value {
        case .null: nil
        case .integer(let number): withUnsafeBytes(of: number.bigEndian) { Array($0) }
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        }
    }

    /// A signed number of at most eight bytes, the greatest first.
    private static func number(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        var number: Int64 = (bytes.first ?? 0) & 0x80 == 0 ? 0 : -1
        for byte in bytes { number = number << 8 | Int64(byte) }
        return number
    }
}
