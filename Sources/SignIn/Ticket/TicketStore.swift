package import Policy
package import Store

/// A ticket as the store keeps it.
package struct StoredTicket: Sendable {
    package let hash: TokenHash
    package let session: LiveSession.ID
    /// The only host on which it is good.
    package let host: String
    /// The hash of the nonce cookie that was set on that host before the hand-over.
    package let nonce: TokenHash
    /// Where the person goes once it is redeemed.
    package let target: String
    package let expiresAt: Instant
}

/// All SQL on tickets.
package enum TicketStore {
    /// Keeps a new ticket.
    package static func keep(_ ticket: StoredTicket, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO ticket (hash, session, host, nonce, target, expires_at)
            VALUES (\(ticket.hash.bytes), \(ticket.session.text), \(ticket.host), \(ticket.nonce.bytes),
                \(ticket.target), \(ticket.expiresAt.seconds))
            """
        )
    }

    /// Takes a ticket, once: whoever comes second, or on another host, without its nonce or too late, finds none (S-13).
    ///
    /// The ticket is gone after any use of it on the right host, so that a stolen one is worth one try.
    package static func take(
        _ hash: TokenHash,
        host: String,
        nonce: TokenHash,
        at now: Instant,
        in transaction: Transaction
    ) throws -> StoredTicket? {
        let row = try transaction.one("SELECT * FROM ticket WHERE hash = \(hash.bytes) AND host = \(host)")
        guard let row, try transaction.execute("DELETE FROM ticket WHERE hash = \(hash.bytes)") == 1 else { return nil }
        guard let kept = TokenHash(bytes: try row["nonce"]), kept == nonce else { return nil }
        let expiresAt = Instant(seconds: try row["expires_at"])
        guard now < expiresAt else { return nil }
        return StoredTicket(
            hash: hash,
            session: LiveSession.ID(text: try row["session"]),
            host: host,
            nonce: kept,
            target: try row["target"],
            expiresAt: expiresAt
        )
    }

    /// Removes those whose time is over.
    @discardableResult
    package static func purge(at now: Instant, in transaction: Transaction) throws -> Int {
        try transaction.execute("DELETE FROM ticket WHERE expires_at <= \(now.seconds)")
    }
}
