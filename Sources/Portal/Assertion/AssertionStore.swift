package import Policy
package import Store

extension KeyPurpose {
    fileprivate static let assertion = KeyPurpose("portal.assertion-key")
}

/// The signing keys, sealed in the database; the newest signs, all are published.
package struct AssertionStore: Sendable {
    private let keys: KeyFile

    /// Seals and opens under this key file.
    package init(keys: KeyFile) {
        self.keys = keys
    }

    /// All keys, newest first; makes the first one. Throws when a stored key does not open.
    package func keys(now: Instant, in transaction: Transaction) throws -> [AssertionKey] {
        let rows = try transaction.query(
            "SELECT identifier, sealed_key FROM assertion_key ORDER BY made_at DESC, identifier"
        )
        guard rows.isEmpty else { return try rows.map(opened) }
        let key = AssertionKey()
        let sealed = try keys.seal(key.rawRepresentation, for: .assertion, context: [key.identifier])
        try transaction.execute(
            """
            INSERT INTO assertion_key (identifier, sealed_key, made_at)
            VALUES (\(key.identifier), \(sealed), \(now.seconds))
            """
        )
        return [key]
    }

    private func opened(_ row: Row) throws -> AssertionKey {
        let identifier: String = try row["identifier"]
        let sealed: [UInt8] = try row["sealed_key"]
        return try AssertionKey(rawRepresentation: keys.open(sealed, for: .assertion, context: [identifier]))
    }
}
