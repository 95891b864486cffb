package import Policy
package import Store

extension KeyPurpose {
    /// Secrets of authenticator apps.
    static let authenticatorSecret = KeyPurpose("sign-in.authenticator-secret")
}

/// All SQL on authenticator apps; their secrets are sealed under the key file (S-13).
package enum AuthenticatorStore {
    /// Whether the person has one.
    package static func isEnrolled(_ agent: String, in reading: Reading) throws -> Bool {
        try reading.one("SELECT agent FROM authenticator WHERE agent = \(agent)") != nil
    }

    /// The person's authenticator; nil when there is none. Throws when its seal does not open.
    package static func authenticator(of agent: String, keys: KeyFile, in reading: Reading) throws -> Authenticator? {
        guard let row = try reading.one("SELECT secret FROM authenticator WHERE agent = \(agent)") else { return nil }
        let secret = try keys.open(try row["secret"], for: .authenticatorSecret, context: context(agent))
        return Authenticator(secret: secret)
    }

    /// Keeps a new authenticator in the place of any other; `step` is that of the code that proved it, used up by that.
    package static func enrol(
        _ authenticator: Authenticator,
        of agent: String,
        step: Int64,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let sealed = try keys.seal(authenticator.secret, for: .authenticatorSecret, context: context(agent))
        try transaction.execute(
            """
            INSERT INTO authenticator (agent, secret, last_step, enrolled_at)
            VALUES (\(agent), \(sealed), \(step), \(now.seconds))
            ON CONFLICT (agent) DO UPDATE SET
                secret = excluded.secret, last_step = excluded.last_step, enrolled_at = excluded.enrolled_at
            """
        )
    }

    /// Uses up a step: true for the first who asks, false for everybody after, in parallel too (S-23, RFC 6238 §5.2).
    package static func use(step: Int64, of agent: String, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            """
            UPDATE authenticator SET last_step = \(step) WHERE agent = \(agent) AND last_step < \(step)
                AND NOT EXISTS (SELECT step FROM early_step WHERE agent = \(agent) AND step = \(step))
            """
        ) == 1
    }

    /// Kills the code of a later step: whoever guessed it learns from the page that it is one, so it never becomes good.
    package static func spoil(step: Int64, of agent: String, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM early_step WHERE agent = \(agent) AND step < \(step - 20)")
        try transaction.execute(
            "INSERT INTO early_step (agent, step) VALUES (\(agent), \(step)) ON CONFLICT (agent, step) DO NOTHING"
        )
    }

    /// Removes a person's authenticator (S-31).
    package static func remove(of agent: String, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM authenticator WHERE agent = \(agent)")
    }

    private static func context(_ agent: String) -> [String] { ["authenticator", "secret", agent] }
}
