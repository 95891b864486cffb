import People
package import Policy
package import Store

extension KeyPurpose {
    /// Codes to one channel on file.
    static let channelCode = KeyPurpose("sign-in.channel-code")
}

/// All SQL on codes to one channel on file, mail or mobile, of people who have no session: for a forgotten password or an account
/// to create. The digits are kept as HMAC under the key file (S-13).
package enum ChannelCodeStore {
    /// Codes that go to one person within an hour.
    package static let most = 5

    /// How many codes went out in a row when one more may leave now; nil while the last is young or five went within the
    /// hour.
    static func sends(to agent: String, at now: Instant, in reading: Reading) throws -> Int? {
        let row = try reading.one("SELECT sent_at, sends FROM channel_code WHERE agent = \(agent)")
        guard let row else { return 1 }
        let (sentAt, sends): (Int64, Int) = (try row["sent_at"], try row["sends"])
        if now.seconds - sentAt >= 3_600 { return 1 }
        let last = SentCode(kind: .sms, sentAt: Instant(seconds: sentAt), sends: sends, guesses: 0, fate: .taken)
        return sends < most && last.wait(before: .sms, at: now) == 0 ? sends + 1 : nil
    }

    /// Keeps a new code in the place of any other, which is dead from here on (S-23).
    static func keep(
        _ digits: String,
        of agent: String,
        by channel: CodeChannel,
        for place: SentCode.Place,
        sends: Int,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws {
        let code = keys.code(of: bytes(digits, of: agent, for: place), for: .channelCode)
        try transaction.execute(
            """
            INSERT INTO channel_code (agent, channel, code, sent_at, sends, guesses)
            VALUES (\(agent), \(channel), \(code), \(now.seconds), \(sends), 0)
            ON CONFLICT (agent) DO UPDATE SET channel = excluded.channel, code = excluded.code,
                sent_at = excluded.sent_at, sends = excluded.sends, guesses = 0
            """
        )
    }

    /// The channel by which a code went out when the typed one is it; the guess is counted first, and the code lives on until
    /// it is removed. The same two statements whoever it is, and for nobody (S-21).
    static func judge(
        _ digits: String,
        of agent: String,
        for place: SentCode.Place,
        keys: KeyFile,
        at now: Instant,
        in transaction: Transaction
    ) throws -> CodeChannel? {
        let counted = try transaction.execute(
            """
            UPDATE channel_code SET guesses = guesses + 1
            WHERE agent = \(agent) AND guesses < \(SentCode.tries) AND sent_at > \(now.seconds - SentCode.life)
            """
        )
        let row = try transaction.one("SELECT channel, code FROM channel_code WHERE agent = \(agent)")
        let kept: [UInt8] = try row?["code"] ?? [UInt8](repeating: 0, count: 32)
        let isRight = keys.codes(of: bytes(digits, of: agent, for: place), for: .channelCode)
            .reduce(false) { ConstantTime.equal($1, kept) || $0 }
        guard counted == 1, isRight else { return nil }
        return try row?["channel"]
    }

    /// Kills a code that served: of two at once one gets it. The row stays, so that the next ones are still counted.
    static func use(of agent: String, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            "UPDATE channel_code SET guesses = \(SentCode.tries + 1) WHERE agent = \(agent) AND guesses <= \(SentCode.tries)"
        ) == 1
    }

    /// Erases a person's code (S-31).
    package static func remove(of agent: String, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM channel_code WHERE agent = \(agent)")
    }

    /// Removes codes that are long over.
    package static func purge(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM channel_code WHERE sent_at < \(now.seconds - 7_200)")
    }

    private static func bytes(_ digits: String, of agent: String, for place: SentCode.Place) -> [UInt8] {
        Fields.encode([agent, digits, place.rawValue])
    }
}
