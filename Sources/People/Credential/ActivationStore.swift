package import Audit
package import Policy
package import Store

/// All SQL on activation links.
package enum ActivationStore {
    /// Makes a link for an agent and marks the credential issued; the link before it dies. Lives 72 hours by default, from
    /// a minute to 30 days.
    package static func issue(
        for number: String,
        by actor: AuditActor,
        lasting seconds: Int64 = ActivationLink.usualSeconds,
        at now: Instant,
        in transaction: Transaction
    ) throws -> ActivationLink {
        let life = min(max(seconds, 60), ActivationLink.longestSeconds)
        try begin(for: number, by: actor, detail: AuditDetail(["seconds": String(life)]), at: now, in: transaction)
        let link = ActivationLink(token: .random(), agent: number, expiresAt: now.adding(seconds: life))
        try transaction.execute(
            """
            INSERT INTO activation_link (token_hash, agent, made_at, made_by, expires_at)
            VALUES (\(link.token.hash), \(number), \(now.seconds), \(actor.text), \(link.expiresAt.seconds))
            """
        )
        try AgentStore.note(.issued, of: number, at: now, in: transaction)
        return link
    }

    /// The step of issuing by whichever way, after which every way in that was open is dead.
    static func begin(
        for number: String,
        by actor: AuditActor,
        detail: AuditDetail,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let agent = try AgentStore.agent(number, in: transaction)
        guard agent?.assignments.contains(where: { $0.position == .deceased }) != true else {
            throw CredentialRefusal.step(.issue, from: .closed)
        }
        // Whichever page of a desk asks: an active credential is made anew by two people (S-25, RS-13).
        if case .agent(let desk) = actor, desk != number, agent?.credential.step == .active,
            try !FactorResetStore.use(of: number, by: actor, at: now, in: transaction)
        {
            throw DeskRefusal.twoPeople
        }
        try CredentialStore.step(.issue, of: number, by: actor, at: now, detail: detail, in: transaction)
        try replaceLink(of: number, at: now, in: transaction)
    }

    /// What stands behind a token; changes nothing.
    package static func state(
        of token: ActivationToken,
        at now: Instant,
        in reading: Reading
    ) throws -> ActivationLinkState {
        let row = try reading.one(
            """
            SELECT agent, expires_at, used_at, replaced_at FROM activation_link WHERE token_hash = \(token.hash)
            """
        )
        guard let row else { return .unknown }
        let expiresAt: Int64 = try row["expires_at"]
        if let used: Int64 = try row["used_at"] { return .used(at: Instant(seconds: used)) }
        if let _: Int64 = try row["replaced_at"] { return .replaced }
        guard now.seconds < expiresAt else { return .expired }
        return .live(agent: try row["agent"], until: Instant(seconds: expiresAt))
    }

    /// Uses a link up and activates the credential, in the transaction that stores password and factor; returns the number.
    ///
    /// Throws `CredentialRefusal.link` when it does not serve: of two that use it at once, one gets the refusal.
    package static func redeem(_ token: ActivationToken, at now: Instant, in transaction: Transaction) throws -> String
    {
        let number: String
        switch try state(of: token, at: now, in: transaction) {
        case .live(let agent, _): number = agent
        case .used: throw CredentialRefusal.link(.used)
        case .replaced: throw CredentialRefusal.link(.replaced)
        case .expired: throw CredentialRefusal.link(.expired)
        case .unknown: throw CredentialRefusal.link(.unknown)
        }
        let rows = try transaction.execute(
            """
            UPDATE activation_link SET used_at = \(now.seconds)
            WHERE token_hash = \(token.hash) AND used_at IS NULL AND replaced_at IS NULL
            """
        )
        guard rows == 1 else { throw CredentialRefusal.link(.used) }
        try ActivationCodeStore.replace(of: number, at: now, in: transaction)
        try CredentialStore.step(.activate, of: number, by: .agent(number), at: now, detail: .none, in: transaction)
        try AgentStore.note(.activated, of: number, at: now, in: transaction)
        return number
    }

    /// Whether an agent ever set password and factor, by a link or by a letter.
    static func wasUsed(by number: String, in reading: Reading) throws -> Bool {
        let link = try reading.one(
            "SELECT 1 AS used FROM activation_link WHERE agent = \(number) AND used_at IS NOT NULL LIMIT 1"
        )
        return try link != nil || ActivationCodeStore.wasUsed(by: number, in: reading)
    }

    /// Whether a link or a letter's code of an agent still serves.
    static func isWaiting(for number: String, at now: Instant, in reading: Reading) throws -> Bool {
        for table in ["activation_link", "activation_code"] as [SQL] {
            let row = try reading.one(
                """
                SELECT agent FROM \(sql: table) WHERE agent = \(number) AND used_at IS NULL AND replaced_at IS NULL
                    AND expires_at > \(now.seconds)
                """
            )
            if row != nil { return true }
        }
        return false
    }

    /// Ends the link and the letter's code of an agent, if one is open.
    static func replaceLink(of number: String, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE activation_link SET replaced_at = \(now.seconds)
            WHERE agent = \(number) AND used_at IS NULL AND replaced_at IS NULL
            """
        )
        try ActivationCodeStore.replace(of: number, at: now, in: transaction)
    }
}
