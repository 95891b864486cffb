package import City
package import People
package import Policy
import Store
import Web

/// A forgotten password, set anew by oneself: a code to one channel on file and a second proof that is still held, of another
/// channel, stand in for it (S-25). What it answers never tells whether somebody is there (S-21); every guess counts under the
/// subject of passwords (S-22), and no session is opened: the next sign-in asks all that it always asks (S-24).
package struct ForgottenDoor: Sendable {
    private let door: SignInDoor
    private let city: City
    private var parts: SignInParts { door.parts }

    /// Passwords set anew under one city file.
    package init(door: SignInDoor, city: City) { (self.door, self.city) = (door, city) }

    /// Sends a code where identifier and birth date are those of one who can prove themselves, and nothing elsewhere.
    package func ask(
        _ typed: String,
        born date: CalendarDate,
        by channel: CodeChannel,
        from visitor: SignInVisitor
    ) async throws -> Result<ForgottenRequest, ForgottenRefusal> {
        let identifier = TypedIdentifier(typed)
        let (refused, messages) = try await parts.database.write {
            [self] transaction -> (ForgottenRefusal?, [Message]) in
            let number = try AgentStore.resolve(identifier, at: visitor.now, in: transaction)
            let subjects = try door.subjects(of: number, typed: identifier, visitor, in: transaction)
            let admission = try ThrottleStore.admit(subjects, at: visitor.now, in: transaction)
            let isBorn = try AgentStore.isBorn(number ?? "", on: date, in: transaction)
            if let refusal = ForgottenRefusal(admission) { return (refusal, []) }
            guard isBorn, let person = try candidate(number ?? "", at: visitor.now, in: transaction) else {
                return (nil, [])
            }
            return (nil, try codes(to: person, by: channel, visitor, in: transaction))
        }
        try await parts.messages.send(messages, at: visitor.now)
        if let refused { return .failure(refused) }
        return .success(ForgottenRequest(identifier: typed, askedAt: visitor.now.seconds))
    }

    /// Both proofs: the code that came, and one that the person still holds.
    package func prove(
        sent: String,
        proof typed: String,
        by factor: Factor,
        _ request: ForgottenRequest,
        from visitor: SignInVisitor
    ) async throws -> Result<ForgottenPass, ForgottenRefusal> {
        guard case .code(let digits) = TypedCode(sent) else {
            return .failure(.sentMalformed(digits: TypedCode(sent).digits))
        }
        let proof: TypedProof
        do { proof = try TypedProof(typed, for: factor) } catch { return .failure(.proofMalformed) }
        guard request.isFresh(at: visitor.now) else { return .failure(.failed) }
        let identifier = TypedIdentifier(request.identifier)
        let (result, news) = try await parts.database.write {
            [self] transaction -> (Result<ForgottenPass, ForgottenRefusal>, [Message]) in
            let number = try AgentStore.resolve(identifier, at: visitor.now, in: transaction)
            let subjects = try door.subjects(of: number, typed: identifier, visitor, in: transaction)
            let admission = try ThrottleStore.admit(subjects, at: visitor.now, in: transaction)
            if let refusal = ForgottenRefusal(admission) { return (.failure(refusal), []) }
            guard try areRight(digits, proof, of: number ?? "", at: visitor.now, in: transaction),
                let person = try candidate(number ?? "", at: visitor.now, in: transaction),
                let version = person.standing.passwordVersion
            else { return (.failure(.failed), []) }
            for subject in subjects { try ThrottleStore.takeBack(subject, in: transaction) }
            let agent = person.holder.subject.agent
            try door.note("password.forgotten-proven", agent, visitor, ["by": factor.rawValue], in: transaction)
            let news =
                factor == .recovery
                ? try door.notices("message.recovery-used", person, visitor.now, in: transaction) : []
            return (
                .success(ForgottenPass(agent: agent, version: version, provenAt: visitor.now.seconds)), news
            )
        }
        try await parts.messages.send(news, at: visitor.now)
        return result
    }

    /// The new password; nil when it was set: every session ends, every browser is forgotten, every channel is told (S-14, S-25).
    package func choose(_ new: String, _ pass: ForgottenPass, from visitor: SignInVisitor) async throws
        -> SignInRefusal?
    {
        let agent = pass.agent
        let person = try await parts.database.read { [self] in try candidate(agent, at: visitor.now, in: $0) }
        guard pass.isFresh(at: visitor.now), let person else { return .failed }
        let cost = parts.queue.cost
        let hash: PasswordHash?
        do {
            try PasswordRule(employerWords: city.blocklist).check(new, names: person.ownWords)
            hash = try await parts.queue.hash { PasswordHash.make(of: new, cost: cost) }
        } catch { return error }
        guard let hash else { return .busy(seconds: 1) }
        let done = try await parts.database.write { [self] transaction -> ([LiveSession.ID], [Message])? in
            guard let person = try candidate(agent, at: visitor.now, in: transaction),
                person.standing.passwordVersion == pass.version
            else { return nil }
            let news = try door.notices("message.password-forgotten", person, visitor.now, in: transaction)
            try PasswordStore.set(hash, of: agent, at: visitor.now, in: transaction)
            try KnownBrowserStore.forgetAll(of: agent, in: transaction)
            try door.note("password.forgotten-set", agent, visitor, in: transaction)
            return (try SessionStore.endAll(of: agent, at: visitor.now, in: transaction), news)
        }
        guard let (ended, news) = done else { return .failed }
        parts.table.end(ended)
        try await parts.messages.send(news, at: visitor.now)
        return nil
    }

    /// Somebody whose credential is active, whose departments ask a second proof and who holds one; nil for everybody else
    /// and for nobody: the HR office helps them.
    private func candidate(_ number: String, at now: Instant, in reading: Reading) throws -> SignInPerson? {
        guard let person = try parts.roll.person(number, at: now, in: reading), person.standing.credential == .active,
            person.standing.passwordVersion != nil, person.standing.departmentAsks, !person.standing.enrolled.isEmpty
        else { return nil }
        return person
    }

    /// The sent code first, so that the other proof cannot be guessed at without it, nor is used up.
    private func areRight(
        _ digits: String,
        _ proof: TypedProof,
        of number: String,
        at now: Instant,
        in transaction: Transaction
    ) throws -> Bool {
        let channel = try ChannelCodeStore.judge(
            digits,
            of: number,
            for: .forgotten,
            keys: parts.keys,
            at: now,
            in: transaction
        )
        guard let channel, channel.pairs(with: proof.factor),
            let person = try candidate(number, at: now, in: transaction),
            person.standing.enrolled.contains(proof.factor)
        else { return false }
        let refusal =
            proof.factor.message == nil
            ? try door.judge(proof, of: person, at: now, in: transaction)
            : try door.judgeSent(proof.text, of: number, for: .forgotten, at: now, in: transaction)
        guard refusal == nil else { return false }
        return try ChannelCodeStore.use(of: number, in: transaction)
    }

    /// The code to the chosen channel and, for somebody whose second proof is a message, that message, where the code went by
    /// mail; none while the last is young or a budget is used up.
    private func codes(
        to person: SignInPerson,
        by channel: CodeChannel,
        _ visitor: SignInVisitor,
        in transaction: Transaction
    ) throws -> [Message] {
        guard
            var messages = try door.channelCode(to: person, by: channel, for: .forgotten, at: visitor, in: transaction)
        else { return [] }
        if channel == .mail, person.standing.enrolled.isDisjoint(with: [.authenticator, .token, .sheet]),
            case .sent(let message) = try door.newCode(
                by: .sms,
                for: person,
                as: .forgotten,
                at: visitor,
                in: transaction
            )
        {
            messages.append(message)
        }
        let agent = person.holder.subject.agent
        try door.note("password.forgotten-asked", agent, visitor, ["by": channel.rawValue], in: transaction)
        return messages
    }
}
