package import People
package import Policy

/// A code of six digits that was sent to a person: its rules, without the digits (S-23).
package struct SentCode: Hashable, Sendable {
    /// Seconds for which a code is good.
    package static let life: Int64 = 300
    /// Guesses that a code bears.
    package static let tries = 3

    /// What a code is for: one that was asked for here is wrong everywhere else (S-13).
    package enum Place: String, Sendable {
        case signIn = "sign-in"
        case activation
        case account
        case forgotten
        case dossier
    }

    /// By which way it went.
    package let kind: Message.Kind
    package let sentAt: Instant
    /// How many codes went out in a row, this one included: each makes the next wait longer.
    package let sends: Int
    /// Guesses made at it.
    package let guesses: Int
    /// What became of the message.
    package let fate: MessageFate

    /// A code as a store kept it.
    package init(kind: Message.Kind, sentAt: Instant, sends: Int, guesses: Int, fate: MessageFate) {
        self.kind = kind
        self.sentAt = sentAt
        self.sends = sends
        self.guesses = guesses
        self.fate = fate
    }

    /// Whether a right answer would still be taken.
    package func isLive(at now: Instant) -> Bool {
        now < sentAt.adding(seconds: Self.life) && guesses < Self.tries
    }

    /// Seconds until another may be sent: half a minute after the first, then one, two, four … ten minutes. At once when
    /// the gateway refused this one, and by another way when this one is in trouble.
    package func wait(before next: Message.Kind, at now: Instant) -> Int64 {
        guard fate != .refused, !fate.isTrouble || next == kind else { return 0 }
        let pause = min(600, Int64(30) << Int64(min(max(0, sends - 1), 8)))
        return max(0, pause - max(0, now.seconds(since: sentAt)))
    }

    /// Six digits from the system's generator.
    static func digits() -> String {
        let number = Int.random(in: 0..<1_000_000)
        let text = String(number)
        return String(repeating: "0", count: 6 - text.utf8.count) + text
    }
}

extension Factor {
    /// By which way a code of this kind goes out; nil for proofs that the person has at hand.
    package var message: Message.Kind? {
        switch self {
        case .sms: .sms
        case .voice: .voice
        case .authenticator, .token, .sheet, .recovery: nil
        }
    }
}
