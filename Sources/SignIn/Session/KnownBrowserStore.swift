package import Policy
package import Store

/// A browser in which one person gave both proofs, and did not say that it is shared.
package enum KnownBrowser {
    /// Seconds for which it stays known: thirty days.
    package static let life: Int64 = 30 * 86_400
}

/// All SQL on known browsers.
package enum KnownBrowserStore {
    /// Until when a browser is known to be this person's; nil when it is not, or no longer.
    package static func knownUntil(_ browser: TokenHash?, agent: String, at now: Instant, in reading: Reading) throws
        -> Instant?
    {
        let hash = browser?.bytes ?? []
        let row = try reading.one(
            "SELECT proven_at FROM known_browser WHERE hash = \(hash) AND agent = \(agent)"
        )
        guard let proven = try row?.instant("proven_at") else { return nil }
        let until = proven.adding(seconds: KnownBrowser.life)
        return now < until ? until : nil
    }

    /// When both proofs were given in each browser that is known to be this person's, the newest first.
    package static func proven(by agent: String, at now: Instant, in reading: Reading) throws -> [Instant] {
        let before = now.adding(seconds: -KnownBrowser.life)
        return try reading.query(
            """
            SELECT proven_at FROM known_browser WHERE agent = \(agent) AND proven_at > \(before.seconds)
            ORDER BY proven_at DESC LIMIT 50
            """
        ).map { Instant(seconds: try $0["proven_at"]) }
    }

    /// Notes that both proofs were given in a browser; an older owner of the same token is forgotten.
    package static func know(_ browser: TokenHash, agent: String, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO known_browser (hash, agent, proven_at) VALUES (\(browser.bytes), \(agent), \(now.seconds))
            ON CONFLICT (hash) DO UPDATE SET agent = excluded.agent, proven_at = excluded.proven_at
            """
        )
    }

    /// Forgets every browser of a person: after a new password by letter, and when the person leaves (S-31).
    package static func forgetAll(of agent: String, but kept: TokenHash? = nil, in transaction: Transaction) throws {
        let hash = kept?.bytes ?? []
        try transaction.execute("DELETE FROM known_browser WHERE agent = \(agent) AND hash <> \(hash)")
    }

    /// Removes those that are no longer known.
    @discardableResult
    package static func purge(at now: Instant, in transaction: Transaction) throws -> Int {
        let before = now.adding(seconds: -KnownBrowser.life)
        return try transaction.execute("DELETE FROM known_browser WHERE proven_at <= \(before.seconds)")
    }
}
