import City
import People
package import Policy
import Store
import Web

/// What asking for a code led to.
enum CodeSending: Sendable {
    /// It goes out once the transaction is kept.
    case sent(Message)
    case refused(SignInRefusal)
    /// This proof is none that goes out, or the person does not hold it.
    case nothing
}

extension SignInDoor {
    /// Sends a new code to somebody whose password was proven, by SMS or voice; the one before is dead. Nil when it left,
    /// whatever the gateway then said: the page reads that.
    package func send(by factor: Factor, in attempt: SignInAttempt, from visitor: SignInVisitor) async throws
        -> SignInRefusal?
    {
        try await sending(at: visitor.now) { [self] transaction in
            guard let person = try parts.roll.person(attempt.agent, at: visitor.now, in: transaction),
                attempt.step(person.standing, channel: visitor.connection.channel, at: visitor.now) == .code
            else { return .refused(.failed) }
            return try newCode(by: factor, for: person, at: visitor, in: transaction)
        }
    }

    /// Sends a new code to the holder of a session, who is to confirm that it is them.
    package func send(by factor: Factor, to session: LiveSession, from visitor: SignInVisitor) async throws
        -> SignInRefusal?
    {
        try await sending(at: visitor.now) { [self] transaction in
            guard try SessionStore.contains(session.id, in: transaction),
                let person = try parts.roll.person(session.subject.agent, at: visitor.now, in: transaction),
                person.standing.credential == .active
            else { return .refused(.failed) }
            return try newCode(by: factor, for: person, at: visitor, in: transaction)
        }
    }

    func sending(at now: Instant, _ body: @escaping @Sendable (Transaction) throws -> CodeSending) async throws
        -> SignInRefusal?
    {
        switch try await parts.database.write(body) {
        case .sent(let message):
            try await parts.messages.send([message], at: now)
            return nil
        case .refused(let refusal): return refusal
        case .nothing: return .codeGone
        }
    }

    /// A new code and the message that carries it, both kept; refused while the last one is young or a budget is used up.
    func newCode(
        by factor: Factor,
        for person: SignInPerson,
        as place: SentCode.Place = .signIn,
        at visitor: SignInVisitor,
        in transaction: Transaction
    ) throws -> CodeSending {
        guard let kind = factor.message, person.standing.enrolled.contains(factor), let recipient = person.recipient
        else { return .nothing }
        return try newCode(kind, to: recipient, person, as: place, at: visitor, in: transaction)
    }

    /// The same to a number that need not be an enrolled proof.
    func newCode(
        _ kind: Message.Kind,
        to recipient: Message.Person,
        _ person: SignInPerson,
        as place: SentCode.Place,
        at visitor: SignInVisitor,
        in transaction: Transaction
    ) throws -> CodeSending {
        let last = try SentCodeStore.last(of: recipient.agent, in: transaction)
        if let refusal = try parts.roll.refusal(of: kind, after: last, to: recipient, at: visitor.now, in: transaction)
        {
            return .refused(refusal)
        }
        let digits = SentCode.digits()
        let words = CodeWords(host: parts.portalHost, language: person.holder.language)
        let message = Message(kind, .code, to: recipient, text: words.text(digits, kind))
        try MessageStore.keep(message, at: visitor.now, in: transaction)
        try SentCodeStore.keep(
            digits,
            in: message,
            for: place,
            sends: (last?.sends ?? 0) + 1,
            keys: parts.keys,
            at: visitor.now,
            in: transaction
        )
        try note("factor.code-sent", recipient.agent, visitor, ["by": kind.rawValue], in: transaction)
        return .sent(message)
    }
}

extension SignInRoll {
    /// Why no further code goes to somebody now: the last is young, or a budget is used up; nil when it may go.
    func refusal(
        of kind: Message.Kind,
        after last: SentCode?,
        to recipient: Message.Person,
        at now: Instant,
        in reading: Reading
    ) throws -> SignInRefusal? {
        if let wait = last?.wait(before: kind, at: now), wait > 0 { return .codeSoon(seconds: wait) }
        switch try MessageStore.admission(recipient, budget, at: now, in: reading) {
        case .open: return nil
        case .spent(let until, true): return .codeBudget(until: until)
        case .spent(let until, false): return .cityBudget(until: until)
        }
    }
}
