import Crypto
import Store

/// The hash that ties each row to the one before: SHA-256 over a form of the row that no other row has.
enum AuditChain {
    /// What stands before the first row.
    static let start = [UInt8](repeating: 0, count: 32)

    static func hash(of entry: KeptEntry, number: Int64, after previous: [UInt8]) -> [UInt8] {
        var bytes = Array("nomade-audit-1".utf8)
        append(number, to: &bytes)
        append(entry.at, to: &bytes)
        for field in entry.texts { append(field, to: &bytes) }
        bytes.append(contentsOf: previous)
        return Array(SHA256.hash(data: bytes))
    }

    static func hash(of times: Int64, entry: Int64, at: Int64, number: Int64, after previous: [UInt8]) -> [UInt8] {
        var bytes = Array("nomade-audit-repeat-1".utf8)
        for value in [number, entry, times, at] { append(value, to: &bytes) }
        bytes.append(contentsOf: previous)
        return Array(SHA256.hash(data: bytes))
    }

    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        Fields.append(UInt64(bitPattern: number), to: &bytes)
    }

    /// An absent field and an empty one differ in their first byte.
    private static func append(_ field: String?, to bytes: inout [UInt8]) {
        guard let field else { return bytes.append(0) }
        bytes.append(1)
        Fields.append(Array(field.utf8), to: &bytes)
    }
}
