package import Policy
package import Store

extension KeyPurpose {
    /// The secret of an authenticator that an activation offers.
    static let activationSecret = KeyPurpose("sign-in.activation-secret")
}

/// All SQL on activations on their way.
package enum ActivationProgressStore {
    /// How far the activation by that code is; nil when it never began.
    static func progress(of code: Int64, keys: KeyFile, in reading: Reading) throws -> ActivationProgress? {
        let row = try reading.one(
            """
            SELECT charter, password, password_at, secret, factor, factor_at, step FROM activation_progress
            WHERE code = \(code)
            """
        )
        guard let row else { return nil }
        let (sealed, factor): ([UInt8]?, String?) = (try row["secret"], try row["factor"])
        let (passwordAt, factorAt): (Int64?, Int64?) = (try row["password_at"], try row["factor_at"])
        return ActivationProgress(
            charter: try row["charter"],
            password: try row["password"],
            passwordAt: passwordAt.map(Instant.init(seconds:)),
            authenticator: try sealed.map {
                Authenticator(secret: try keys.open($0, for: .activationSecret, context: context(code)))
            },
            factor: factor.flatMap(Factor.init(rawValue:)),
            factorAt: factorAt.map(Instant.init(seconds:)),
            step: try row["step"]
        )
    }

    /// Begins, with an authenticator to offer; an activation on its way stays where it is.
    static func begin(_ code: Int64, keys: KeyFile, in transaction: Transaction) throws {
        let secret = Authenticator.random().secret
        let sealed = try keys.seal(secret, for: .activationSecret, context: context(code))
        try transaction.execute(
            "INSERT INTO activation_progress (code, secret) VALUES (\(code), \(sealed)) ON CONFLICT (code) DO NOTHING"
        )
    }

    static func accept(charter version: String, of code: Int64, in transaction: Transaction) throws {
        try transaction.execute("UPDATE activation_progress SET charter = \(version) WHERE code = \(code)")
    }

    /// Keeps another password; what was enrolled beside the one before is asked again, with another secret.
    static func choose(
        _ password: PasswordHash,
        of code: Int64,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    )
        throws
    {
        let secret = Authenticator.random().secret
        let sealed = try keys.seal(secret, for: .activationSecret, context: context(code))
        try transaction.execute(
            """
            UPDATE activation_progress SET password = \(password.phc), password_at = \(now.seconds), secret = \(sealed),
                factor = NULL, factor_at = NULL, step = NULL
            WHERE code = \(code)
            """
        )
    }

    static func enrol(_ factor: Factor, step: Int64?, of code: Int64, at now: Instant, in transaction: Transaction)
        throws
    {
        try transaction.execute(
            """
            UPDATE activation_progress SET factor = \(factor.rawValue), factor_at = \(now.seconds), step = \(step)
            WHERE code = \(code)
            """
        )
    }

    /// Forgets an activation that is over.
    static func remove(_ code: Int64, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM activation_progress WHERE code = \(code)")
    }

    /// Forgets what stands behind codes that serve no more: the hash of a password is not kept without need.
    package static func purge(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            DELETE FROM activation_progress WHERE code IN (SELECT id FROM activation_code
                WHERE used_at IS NOT NULL OR replaced_at IS NOT NULL OR expires_at <= \(now.seconds))
            """
        )
    }

    private static func context(_ code: Int64) -> [String] { ["activation_progress", "secret", String(code)] }
}
