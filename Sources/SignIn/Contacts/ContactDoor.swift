package import City
package import People
package import Policy
import Store
import Web

/// An agent changes mail or phone alone: after a young second proof, a code on the new one, and a code on an old one or a day's
/// wait of which every old channel is told (S-25).
package struct ContactDoor: Sendable {
    /// What a step led to.
    package enum Outcome: Sendable {
        /// Codes are on their way, or it holds, or it waits: the page reads which.
        case done
        /// A young second proof is asked first.
        case stale
        case refused(ContactRefusal)
    }

    private let door: SignInDoor
    private let city: City
    private var parts: SignInParts { door.parts }

    /// Changes under one city file.
    package init(door: SignInDoor, city: City) { (self.door, self.city) = (door, city) }

    /// Sends a code to the new contact and one to an old one.
    package func begin(_ kind: ContactKind, _ typed: String, in session: LiveSession, from visitor: SignInVisitor)
        async throws -> Outcome
    {
        guard let value = kind.value(typed) else { return .refused(kind == .phone ? .phone : .mail) }
        return try await step(session, visitor) { [self] person, transaction in
            let agent = person.holder.subject.agent
            guard value != person.current(kind) else { return (.refused(.same), []) }
            guard try ContactChangeStore.mayBegin(agent, at: visitor.now, in: transaction) else {
                return (.refused(.tooMany), [])
            }
            guard let old = person.channel(besides: kind) else { return (.refused(.alone), []) }
            let codes = ContactChangeStore.Codes(new: SentCode.digits(), old: SentCode.digits())
            let fresh = person.channel(at: value, kind)
            guard let toNew = try send(codes.new, fresh, person, visitor, transaction),
                let toOld = try send(codes.old ?? "", old, person, visitor, transaction)
            else { return (.refused(.unsent), []) }
            try ContactChangeStore.begin(
                kind,
                value,
                of: agent,
                codes: codes,
                keys: parts.keys,
                at: visitor.now,
                in: transaction
            )
            return (.done, toNew + toOld)
        }
    }

    /// The codes: both, and the change holds; the new one's alone, and it waits a day.
    package func prove(
        _ kind: ContactKind,
        new: String,
        old: String,
        in session: LiveSession,
        from visitor: SignInVisitor
    ) async throws -> Outcome {
        guard case .code(let newDigits) = TypedCode(new) else { return .refused(.wrong) }
        var oldDigits: String?
        if !old.isEmpty {
            guard case .code(let digits) = TypedCode(old) else { return .refused(.wrong) }
            oldDigits = digits
        }
        return try await step(session, visitor) { [self, oldDigits] person, transaction in
            let agent = person.holder.subject.agent
            let changes = try ContactChangeStore.live(of: agent, in: transaction)
            guard let change = changes.first(where: { $0.kind == kind && $0.state == .proving }) else {
                return (.refused(.over), [])
            }
            switch try ContactChangeStore.judge(
                new: newDigits,
                old: oldDigits,
                of: change,
                keys: parts.keys,
                at: visitor.now,
                in: transaction
            ) {
            case .wrong: return (.refused(.wrong), [])
            case .over: return (.refused(.over), [])
            case .both:
                let told = try door.notices("message.contact-changed", person, visitor.now, in: transaction)
                let isDone = try ContactChangeStore.apply(change, at: visitor.now, in: transaction)
                return isDone ? (.done, told) : (.refused(.over), [])
            case .new:
                let told = try door.notices("message.contact-waits", person, visitor.now, in: transaction)
                let waits = try ContactChangeStore.wait(change, at: visitor.now, in: transaction)
                return waits ? (.done, told) : (.refused(.over), [])
            }
        }
    }

    /// Stops what is on its way, from any signed-in session.
    package func stop(_ kind: ContactKind, in session: LiveSession, from visitor: SignInVisitor) async throws {
        let agent = session.subject.agent
        try await parts.database.write {
            _ = try ContactChangeStore.stop(kind, of: agent, at: visitor.now, in: $0)
        }
    }

    /// Puts on file what has waited its day, and tells every channel that was there before; what belongs to an access that is
    /// not active any more is stopped.
    package func applyDue(at now: Instant) async throws {
        let messages = try await parts.database.write { [self] transaction in
            try ContactChangeStore.due(at: now, in: transaction).flatMap { change -> [Message] in
                guard let person = try parts.roll.person(change.agent, at: now, in: transaction),
                    person.standing.credential == .active
                else {
                    _ = try ContactChangeStore.stop(change.kind, of: change.agent, at: now, in: transaction)
                    return []
                }
                let told = try door.notices("message.contact-changed", person, now, in: transaction)
                return try ContactChangeStore.apply(change, at: now, in: transaction) ? told : []
            }
        }
        try await parts.messages.send(messages, at: now)
    }

    private func step(
        _ session: LiveSession,
        _ visitor: SignInVisitor,
        _ body: @escaping @Sendable (SignInPerson, Transaction) throws -> (Outcome, [Message])
    ) async throws -> Outcome {
        let (outcome, messages) = try await parts.database.write { [self] transaction -> (Outcome, [Message]) in
            guard try door.isYoung(session, at: visitor.now, in: transaction),
                let person = try parts.roll.person(session.subject.agent, at: visitor.now, in: transaction),
                person.standing.credential == .active
            else { return (.stale, []) }
            return try body(person, transaction)
        }
        try await parts.messages.send(messages, at: visitor.now)
        return outcome
    }

    /// One code by one channel; nil where nothing can leave that way now.
    private func send(
        _ digits: String,
        _ channel: ContactTarget?,
        _ person: SignInPerson,
        _ visitor: SignInVisitor,
        _ transaction: Transaction
    ) throws -> [Message]? {
        let language = person.holder.language
        switch channel {
        case .mail(let mailbox) where city.messages.mail != nil:
            let words = NoticeWords.mail("message.contact-code", in: language, ["code": digits])
            try MailStore.keep(Mail(to: mailbox, words, at: visitor.now), keys: parts.keys, in: transaction)
            return []
        case .phone(let recipient) where city.messages.sms != nil:
            let text = NoticeWords.text("message.contact-code", in: language, ["code": digits])
            let message = Message(.sms, .code, to: recipient, text: text)
            let budget = parts.roll.budget
            let isKept = try MessageStore.keepAdmitted(message, budget, at: visitor.now, in: transaction)
            return isKept ? [message] : nil
        default: return nil
        }
    }
}

/// Where a code of a change goes.
enum ContactTarget: Sendable {
    case mail(Mail.Recipient)
    case phone(Message.Person)
}

extension SignInPerson {
    /// What is on file, in the form that a change keeps.
    func current(_ kind: ContactKind) -> String? { kind == .mail ? mailbox?.address.text : phone }

    /// The old channel that confirms a change: the one that is changed, else the other; nil where nothing is on file.
    func channel(besides kind: ContactKind) -> ContactTarget? {
        let (byMail, byPhone) = (mailbox.map(ContactTarget.mail), mobile.map(ContactTarget.phone))
        return kind == .mail ? byMail ?? byPhone : byPhone ?? byMail
    }

    /// The new contact as codes go to it.
    func channel(at value: String, _ kind: ContactKind) -> ContactTarget? {
        let agent = holder.subject.agent
        switch kind {
        case .phone: return .phone(Message.Person(agent: agent, department: holder.department, phone: value))
        case .mail:
            return MailAddress(value).map {
                .mail(Mail.Recipient(agent: agent, address: $0, name: holder.name.full))
            }
        }
    }
}
