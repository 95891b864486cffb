package import People
package import Policy
package import Store

extension KeyPurpose {
    /// Codes of six digits that were sent.
    static let sentCode = KeyPurpose("sign-in.sent-code")
}

/// All SQL on codes that were sent; the digits are kept as HMAC under the key file (S-13).
package enum SentCodeStore {
    /// What a typed code turned out to be.
    package enum Judgement: Hashable, Sendable {
        case right
        /// That many guesses are left.
        case wrong(left: Int)
        /// None was sent, or it was used.
        case none
        case expired
        /// Its guesses are used up.
        case spent
    }

    /// The person's last code; nil when there is none.
    package static func last(of agent: String, in reading: Reading) throws -> SentCode? {
        let row = try reading.one(
            """
            SELECT m.kind AS kind, m.fate AS fate, c.sent_at AS sent_at, c.sends AS sends, c.guesses AS guesses
            FROM sent_code c JOIN message m ON m.id = c.message WHERE c.agent = \(agent)
            """
        )
        guard let row else { return nil }
        return SentCode(
            kind: try row["kind"],
            sentAt: Instant(seconds: try row["sent_at"]),
            sends: try row["sends"],
            guesses: try row["guesses"],
            fate: try row["fate"]
        )
    }

    /// Keeps a new code in the place of any other, which is dead from here on (S-23).
    package static func keep(
        _ digits: String,
        in message: Message,
        for place: SentCode.Place = .signIn,
        sends: Int,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let agent = message.person.agent
        let code = keys.code(of: bytes(digits, of: agent, for: place), for: .sentCode)
        try transaction.execute(
            """
            INSERT INTO sent_code (agent, message, code, sent_at, sends, guesses)
            VALUES (\(agent), \(message.id.text), \(code), \(now.seconds), \(sends), 0)
            ON CONFLICT (agent) DO UPDATE SET message = excluded.message, code = excluded.code,
                sent_at = excluded.sent_at, sends = excluded.sends, guesses = 0
            """
        )
    }

    /// Judges a typed code, counting the guess first; a right one is gone by that, also for whoever comes at the same time.
    package static func judge(
        _ digits: String,
        of agent: String,
        for place: SentCode.Place = .signIn,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Judgement {
        guard let code = try last(of: agent, in: transaction) else { return .none }
        guard now < code.sentAt.adding(seconds: SentCode.life) else { return .expired }
        guard code.guesses < SentCode.tries else { return .spent }
        try transaction.execute(
            "UPDATE sent_code SET guesses = guesses + 1 WHERE agent = \(agent) AND guesses < \(SentCode.tries)"
        )
        let kept: [UInt8]? = try transaction.one("SELECT code FROM sent_code WHERE agent = \(agent)")?["code"]
        let typed = keys.codes(of: bytes(digits, of: agent, for: place), for: .sentCode)
        guard let kept, typed.contains(where: { ConstantTime.equal($0, kept) }) else {
            let left = SentCode.tries - code.guesses - 1
            return left > 0 ? .wrong(left: left) : .spent
        }
        return try remove(of: agent, in: transaction) ? .right : .none
    }

    /// Kills the person's code (S-31); returns whether there was one.
    @discardableResult
    package static func remove(of agent: String, in transaction: Transaction) throws -> Bool {
        try transaction.execute("DELETE FROM sent_code WHERE agent = \(agent)") == 1
    }

    /// Removes codes that are long over: an hour after the last, the next wait is short again.
    package static func purge(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM sent_code WHERE sent_at < \(now.seconds - 3_600)")
    }

    private static func bytes(_ digits: String, of agent: String, for place: SentCode.Place) -> [UInt8] {
        Fields.encode(place == .signIn ? [agent, digits] : [agent, digits, place.rawValue])
    }
}
