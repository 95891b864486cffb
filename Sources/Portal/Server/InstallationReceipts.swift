package import Policy
package import SignIn
import Store

/// What the gates of the city answered to one change.
package struct Answers: Sendable {
    package let receipts: [KeptReceipt]
    /// The nodes that live and did not answer in time.
    package let silent: [String]
}

extension Installation {
    /// Waits until every gate that lives has its receipt of a change, at most for so long.
    package func answers(to change: Int64, at now: Instant, within limit: Duration = .seconds(2)) async throws
        -> Answers
    {
        let living = try await database.read { try GateNodeStore.living(at: now, in: $0) }
        let began = ContinuousClock.now
        while true {
            let receipts = try await database.read { try ReceiptStore.receipts(of: change, in: $0) }
            let silent = living.filter { node in !receipts.contains { $0.node == node } }
            if silent.isEmpty || began.duration(to: .now) >= limit {
                return Answers(receipts: receipts, silent: silent)
            }
            try await Task.sleep(for: .milliseconds(25))
        }
    }
}
