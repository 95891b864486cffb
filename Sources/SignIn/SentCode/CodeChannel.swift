import People
package import Policy
import Store

/// By which channel on file a code goes to somebody who has no session.
package enum CodeChannel: String, CaseIterable, Sendable, ColumnValue {
    case mail, sms

    /// Whether a second proof is another channel than the code's: a message to the phone beside a message to the phone is none.
    package func pairs(with factor: Factor) -> Bool { self == .mail || factor.message == nil }
}

extension SignInPerson {
    /// The channel that was chosen where it is on file, else the other; nil where neither is.
    func channel(_ chosen: CodeChannel) -> CodeChannel? {
        let held = CodeChannel.allCases.filter { $0 == .mail ? mailbox != nil : mobile != nil }
        return held.contains(chosen) ? chosen : held.first
    }
}

extension SignInDoor {
    /// A code of six digits to one channel, kept: what is to leave once that is committed, nothing where it goes by mail. Nil,
    /// and none kept, while the last is young, a budget is used up, or the channel is not on file.
    func channelCode(
        to person: SignInPerson,
        by channel: CodeChannel,
        for place: SentCode.Place,
        at visitor: SignInVisitor,
        in transaction: Transaction
    ) throws -> [Message]? {
        let (agent, now) = (person.holder.subject.agent, visitor.now)
        guard let sends = try ChannelCodeStore.sends(to: agent, at: now, in: transaction) else { return nil }
        let digits = SentCode.digits()
        var messages: [Message] = []
        switch channel {
        case .mail:
            guard let mailbox = person.mailbox else { return nil }
            let words = NoticeWords.codeMail(digits, for: place, in: person.holder.language)
            try MailStore.keep(Mail(to: mailbox, words, at: now), keys: parts.keys, in: transaction)
        case .sms:
            guard let mobile = person.mobile else { return nil }
            let words = CodeWords(host: parts.portalHost, language: person.holder.language)
            let message = Message(.sms, .code, to: mobile, text: words.text(digits, .sms))
            guard try MessageStore.keepAdmitted(message, parts.roll.budget, at: now, in: transaction) else {
                return nil
            }
            messages.append(message)
        }
        try ChannelCodeStore.keep(
            digits,
            of: agent,
            by: channel,
            for: place,
            sends: sends,
            keys: parts.keys,
            at: now,
            in: transaction
        )
        return messages
    }
}
