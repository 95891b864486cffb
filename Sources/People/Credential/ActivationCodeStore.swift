package import Audit
package import Policy
package import Store

extension KeyPurpose {
    /// Codes of activation letters.
    static let activationCode = KeyPurpose("people.activation-code")
}

/// A letter's code that serves.
package struct LiveActivationCode: Hashable, Sendable {
    /// The row: what a journey was begun by.
    package let id: Int64
    /// The employee number.
    package let agent: String
    package let until: Instant
}

/// All SQL on the codes of activation letters; a code is kept as HMAC under the key file, tied to its agent (S-13).
package enum ActivationCodeStore {
    /// How a code is handed over.
    package enum Delivery: String, CaseIterable, Sendable, ColumnValue {
        /// All of it on the letter.
        case letter
        /// Half on the letter, half by SMS.
        case split
        /// None of it to anybody: an account that its agent created, proven by a code to a channel on file.
        case account
        /// None of it to anybody: the dossier's reference, the birth date and a code to the mobile on file stand for it.
        case reference

        /// How it is kept: an account that its agent created has a code that nobody saw either.
        fileprivate var kept: Delivery { self == .reference ? .account : self }
    }

    /// Keeps the code of a new letter and marks the credential issued; the code and the link before it are dead.
    package static func issue(
        _ code: ActivationCode,
        for number: String,
        by actor: AuditActor,
        as delivery: Delivery,
        days: Int,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let life = Int64(min(max(days, 1), 90)) * 86_400
        let detail = AuditDetail(["by": delivery.rawValue, "days": String(life / 86_400)])
        try ActivationStore.begin(for: number, by: actor, detail: detail, at: now, in: transaction)
        let kept = keys.code(of: bytes(code, number), for: .activationCode)
        try transaction.execute(
            """
            INSERT INTO activation_code (agent, code, delivery, without_letter, made_at, made_by, expires_at)
            VALUES (\(number), \(kept), \(delivery.kept), \(delivery == .reference ? 1 : 0), \(now.seconds),
                \(actor.text), \(now.seconds + life))
            """
        )
        try AgentStore.note(.issued, of: number, at: now, in: transaction)
    }

    /// The live code of an agent when the typed one is it; nil for any other, a used or expired one, and for nobody. The
    /// same statement and the same sums whatever the outcome (S-21).
    package static func find(
        _ code: ActivationCode,
        of number: String?,
        keys: KeyFile,
        at now: Instant,
        in reading: Reading
    ) throws -> LiveActivationCode? {
        let row = try reading.one(
            """
            SELECT id, agent, code, expires_at FROM activation_code
            WHERE agent = \(number ?? "") AND used_at IS NULL AND replaced_at IS NULL
                AND (entrusted_to IS NULL OR handed_at IS NOT NULL)
            """
        )
        let kept: [UInt8] = try row?["code"] ?? [UInt8](repeating: 0, count: 32)
        let isRight = keys.codes(of: bytes(code, number ?? ""), for: .activationCode)
            .reduce(false) { ConstantTime.equal($1, kept) || $0 }
        guard let row, isRight else { return nil }
        let live = LiveActivationCode(
            id: try row["id"],
            agent: try row["agent"],
            until: Instant(seconds: try row["expires_at"])
        )
        return now < live.until ? live : nil
    }

    /// The code of that row when it still serves.
    package static func live(_ id: Int64, at now: Instant, in reading: Reading) throws -> LiveActivationCode? {
        let row = try reading.one(
            """
            SELECT id, agent, expires_at FROM activation_code
            WHERE id = \(id) AND used_at IS NULL AND replaced_at IS NULL AND expires_at > \(now.seconds)
            """
        )
        guard let row else { return nil }
        return LiveActivationCode(
            id: id,
            agent: try row["agent"],
            until: Instant(seconds: try row["expires_at"])
        )
    }

    /// What was issued to an agent without a letter, while it serves.
    package static func withoutLetter(of number: String, at now: Instant, in reading: Reading) throws
        -> LiveActivationCode?
    {
        try reading.one(
            """
            SELECT id, expires_at FROM activation_code WHERE agent = \(number) AND without_letter = 1
                AND used_at IS NULL AND replaced_at IS NULL AND expires_at > \(now.seconds)
            """
        ).map { row in
            LiveActivationCode(id: try row["id"], agent: number, until: Instant(seconds: try row["expires_at"]))
        }
    }

    /// Uses a code up and activates the credential, in the transaction that keeps the proofs; false when it no longer
    /// serves: of two at once one gets it.
    package static func redeem(_ code: LiveActivationCode, at now: Instant, in transaction: Transaction) throws -> Bool
    {
        let rows = try transaction.execute(
            """
            UPDATE activation_code SET used_at = \(now.seconds)
            WHERE id = \(code.id) AND used_at IS NULL AND replaced_at IS NULL AND expires_at > \(now.seconds)
            """
        )
        guard rows == 1 else { return false }
        let agent = AuditActor.agent(code.agent)
        try CredentialStore.step(.activate, of: code.agent, by: agent, at: now, detail: .none, in: transaction)
        try AgentStore.note(.activated, of: code.agent, at: now, in: transaction)
        return true
    }

    /// What became of the message with the second half of an agent's code that serves; nil where there is none.
    static func fateOfHalf(of number: String, in reading: Reading) throws -> MessageFate? {
        try reading.one(
            """
            SELECT m.fate FROM activation_code c
            JOIN message m ON m.agent = c.agent AND m.sent_at = c.made_at AND m.purpose = \(Message.Purpose.code)
            WHERE c.agent = \(number) AND c.delivery = \(Delivery.split) AND c.used_at IS NULL AND c.replaced_at IS NULL
            """
        )?["fate"]
    }

    /// Whether an agent ever set password and factor by a letter.
    static func wasUsed(by number: String, in reading: Reading) throws -> Bool {
        try reading.one(
            "SELECT 1 AS used FROM activation_code WHERE agent = \(number) AND used_at IS NOT NULL LIMIT 1"
        ) != nil
    }

    /// Kills the code of an agent, if one is open.
    static func replace(of number: String, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE activation_code SET replaced_at = \(now.seconds)
            WHERE agent = \(number) AND used_at IS NULL AND replaced_at IS NULL
            """
        )
    }

    private static func bytes(_ code: ActivationCode, _ number: String) -> [UInt8] {
        Fields.encode([number, code.letters])
    }
}
