package import Policy
package import Store

/// All SQL on the nodes whose gates serve this city.
package enum GateNodeStore {
    /// Seconds without a sign of life after which nobody waits for a node.
    package static let patience: Int64 = 10

    /// Notes that a node lives.
    package static func beat(_ node: String, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO gate_node (name, seen_at) VALUES (\(node), \(now.seconds))
            ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at
            """
        )
    }

    /// Forgets a node that closes.
    package static func rest(_ node: String, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM gate_node WHERE name = \(node)")
    }

    /// The nodes that gave a sign of life lately, by name.
    package static func living(at now: Instant, in reading: Reading) throws -> [String] {
        let since = now.adding(seconds: -patience)
        return try reading.query("SELECT name FROM gate_node WHERE seen_at >= \(since.seconds) ORDER BY name")
            .map { try $0["name"] }
    }
}
