import Audit
package import Policy
package import Store

/// A receipt as the store keeps it: which gate, how long after the change, what ended and what was closed.
package struct KeptReceipt: Hashable, Sendable {
    /// The node's name.
    package let node: String
    /// Milliseconds from the change to the receipt by the database's clock; whole seconds for what a feed changed.
    package let milliseconds: Int64
    /// How many sessions ended there.
    package let ended: Int
    package let closed: [Line]

    /// One closed exchange.
    package struct Line: Hashable, Sendable {
        package let session: String
        /// The app's key.
        package let app: String
        package let kind: Closing.Kind
    }
}

/// All SQL on receipts.
package enum ReceiptStore {
    /// Seconds for which receipts are kept; the audit keeps its entries for ever.
    package static let life: Int64 = 30 * 86_400

    /// Keeps a node's receipt, once for a change; what ended or was closed is in the audit too.
    package static func keep(_ receipt: Receipt, of node: String, at now: Instant, in transaction: Transaction) throws {
        if let change = receipt.change,
            try transaction.one("SELECT id FROM receipt WHERE change = \(change) AND node = \(node)") != nil
        {
            return
        }
        let row = try transaction.one(
            """
            INSERT INTO receipt (change, agent, node, ended, at)
            VALUES (\(receipt.change), \(receipt.agent), \(node), \(receipt.ended.count), \(now.seconds)) RETURNING id
            """
        )
        let id: Int64? = try row?["id"]
        for line in receipt.closed {
            try transaction.execute(
                """
                INSERT INTO receipt_closing (receipt, session, app, kind)
                VALUES (\(id), \(line.session.text), \(line.app), \(line.kind))
                """
            )
        }
        guard !receipt.isEmpty else { return }
        try AuditLog.record(receipt.entry(of: node, at: now), in: transaction)
    }

    /// The receipts of a change, by node.
    package static func receipts(of change: Int64, in reading: Reading) throws -> [KeptReceipt] {
        let rows = try reading.query(
            """
            SELECT r.id, r.node, r.ended, coalesce(r.stamp - s.stamp, (r.at - c.at) * 1000) AS milliseconds
            FROM receipt r JOIN agent_change c ON c.id = r.change LEFT JOIN agent_change_stamp s ON s.change = r.change
            WHERE r.change = \(change) ORDER BY r.node
            """
        )
        return try rows.map { row in
            let id: Int64 = try row["id"]
            let lines = try reading.query(
                "SELECT session, app, kind FROM receipt_closing WHERE receipt = \(id) ORDER BY app, kind, session"
            )
            return KeptReceipt(
                node: try row["node"],
                milliseconds: max(0, try row["milliseconds"]),
                ended: try row["ended"],
                closed: try lines.map {
                    KeptReceipt.Line(session: try $0["session"], app: try $0["app"], kind: try $0["kind"])
                }
            )
        }
    }

    /// Removes old ones.
    @discardableResult
    package static func purge(at now: Instant, in transaction: Transaction) throws -> Int {
        let before = now.adding(seconds: -life)
        return try transaction.execute("DELETE FROM receipt WHERE at < \(before.seconds)")
    }
}

extension Receipt {
    fileprivate func entry(of node: String, at now: Instant) -> AuditEntry {
        var detail = ["sessions": ended.map(\.text).joined(separator: " ")]
        detail["closed"] = closed.map { "\($0.app) \($0.kind.rawValue) \($0.session.text)" }.joined(separator: ", ")
        detail["change"] = change.map(String.init)
        return AuditEntry(
            who: .program,
            subject: agent,
            act: "access.closed",
            object: node,
            at: now.seconds,
            detail: AuditDetail(detail)
        )
    }
}
