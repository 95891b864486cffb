/// One value as every engine can hold it: no floating point, no engine's own date or boolean type.
package enum Value: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])

    /// The word for this kind of value in messages; never the value itself, which may be a secret.
    var kind: String {
        switch self {
        case .null: "null"
        case .integer: "an integer"
        case .text: "a text"
        case .bytes: "bytes"
        }
    }
}
