import CPostgreSQL

/// The statements that one connection has prepared, by their text and the types of what they bind.
struct StatementCache {
    struct Key: Hashable {
        let text: String
        let types: [Oid]
    }

    /// Past this many, all are forgotten: lists of changing length must not fill the server's memory.
    static let limit = 256

    private var names: [Key: String] = [:]
    private var made = 0

    var isFull: Bool { names.count >= Self.limit }

    subscript(key: Key) -> String? { names[key] }

    /// A name that this connection never used.
    mutating func newName() -> String {
        made += 1
        return "s\(made)"
    }

    mutating func keep(_ name: String, for key: Key) { names[key] = name }
    mutating func removeAll() { names = [:] }
}
