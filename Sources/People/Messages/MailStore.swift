import City
import Foundation
package import Policy
package import Store
import Web

extension KeyPurpose {
    /// The words of mails that wait.
    static let mail = KeyPurpose("people.mail")
}

/// How much mail waits, for the operator.
package struct MailWaiting: Hashable, Sendable {
    package let count: Int
    /// When the oldest was kept; nil when none waits.
    package let since: Instant?
    /// Why the last try that failed did.
    package let fault: String?

    package init(count: Int, since: Instant?, fault: String?) {
        self.count = count
        self.since = since
        self.fault = fault
    }
}

/// All SQL on mails. The words are sealed while they wait, and gone once the server has them (S-30).
package enum MailStore {
    private struct Sealed: Codable {
        let name: String
        let language: Language
        let subject: String
        let text: [UInt8]
    }

    /// Keeps a mail in the transaction that decides it: it leaves once that is committed.
    package static func keep(_ mail: Mail, keys: KeyFile, in transaction: Transaction) throws {
        let words = Sealed(
            name: mail.recipient.name,
            language: mail.words.language,
            subject: mail.words.subject,
            text: mail.words.text.bytes
        )
        let sealed = try keys.seal(Array(JSONEncoder().encode(words)), for: .mail, context: [mail.id.text])
        let now = mail.keptAt.seconds
        try transaction.execute(
            """
            INSERT INTO mail (id, agent, recipient, words, kept_at, attempts, next_at, fate, fate_at)
            VALUES (\(mail.id.text), \(mail.recipient.agent), \(mail.recipient.address.text), \(sealed), \(now), 0,
                \(now), \(MessageFate.waiting), \(now))
            """
        )
    }

    /// Takes the mail that is due longest, so that no other gate takes it before its pause is over; nil when none is.
    package static func take(keys: KeyFile, at now: Instant, in transaction: Transaction) throws -> Mail? {
        while let row = try due(at: now, in: transaction) {
            let (id, attempts): (String, Int) = (try row["id"], try row["attempts"])
            try transaction.execute(
                """
                UPDATE mail SET attempts = \(attempts + 1),
                    next_at = \(now.seconds + MailPatience.pause(after: attempts + 1)) WHERE id = \(id)
                """
            )
            if let mail = try mail(row, keys: keys) { return mail }
            try end(
                .failed,
                id,
                fault: "its words were sealed under a key that the key file no longer has",
                now,
                transaction
            )
        }
        return nil
    }

    /// Writes what came of a try; a mail older than three days is given up.
    package static func note(_ outcome: MailOutcome, of mail: Mail, at now: Instant, in transaction: Transaction) throws
    {
        switch outcome {
        case .taken: try end(.taken, mail.id.text, fault: nil, now, transaction)
        case .refused(let fault): try end(.refused, mail.id.text, fault: fault, now, transaction)
        case .later(let fault) where now.seconds(since: mail.keptAt) > MailPatience.life:
            try end(.failed, mail.id.text, fault: fault, now, transaction)
        case .later(let fault):
            try transaction.execute("UPDATE mail SET fault = \(fault) WHERE id = \(mail.id.text)")
        }
    }

    /// What waits now.
    package static func waiting(in reading: Reading) throws -> MailWaiting {
        let row = try reading.one(
            "SELECT count(*) AS total, min(kept_at) AS since FROM mail WHERE fate = \(MessageFate.waiting)"
        )
        let fault = try reading.one(
            """
            SELECT fault FROM mail WHERE fate = \(MessageFate.waiting) AND fault IS NOT NULL
            ORDER BY next_at DESC LIMIT 1
            """
        )
        let since: Int64? = try row?["since"]
        return MailWaiting(
            count: try row?["total"] ?? 0,
            since: since.map { Instant(seconds: $0) },
            fault: try fault?["fault"]
        )
    }

    /// What became of the mails to a person, oldest first, with the address of each.
    package static func fates(of agent: String, in reading: Reading) throws -> [(recipient: String, fate: MessageFate)]
    {
        try reading.query("SELECT recipient, fate FROM mail WHERE agent = \(agent) ORDER BY kept_at, id").map {
            (try $0["recipient"], try $0["fate"])
        }
    }

    /// Removes rows that nobody needs any more.
    package static func purge(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            DELETE FROM mail WHERE kept_at < \(now.seconds - MessageStore.life) AND fate <> \(MessageFate.waiting)
            """
        )
    }

    private static func due(at now: Instant, in transaction: Transaction) throws -> Row? {
        try transaction.one(
            """
            SELECT id, agent, recipient, words, kept_at, attempts FROM mail
            WHERE fate = \(MessageFate.waiting) AND next_at <= \(now.seconds) ORDER BY next_at, id LIMIT 1
            """
        )
    }

    private static func mail(_ row: Row, keys: KeyFile) throws -> Mail? {
        let (id, sealed): (String, [UInt8]) = (try row["id"], try row["words"])
        guard let name = MessageID(id), let address = MailAddress(try row["recipient"]),
            let opened = try? keys.open(sealed, for: .mail, context: [id]),
            let words = try? JSONDecoder().decode(Sealed.self, from: Data(opened))
        else { return nil }
        return Mail(
            id: name,
            recipient: Mail.Recipient(agent: try row["agent"], address: address, name: words.name),
            words: Mail.Words(
                in: words.language,
                subject: words.subject,
                text: String(decoding: words.text, as: UTF8.self)
            ),
            keptAt: Instant(seconds: try row["kept_at"])
        )
    }

    private static func end(
        _ fate: MessageFate,
        _ id: String,
        fault: String?,
        _ now: Instant,
        _ transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE mail SET fate = \(fate), fate_at = \(now.seconds), fault = \(fault), words = NULL
            WHERE id = \(id) AND fate = \(MessageFate.waiting)
            """
        )
    }
}
