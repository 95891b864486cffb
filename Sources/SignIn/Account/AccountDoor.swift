import Audit
package import City
package import People
import Policy
import Store
import Web

/// Lets agents of the departments that allow it create their account: employee number, birth date, and a code to the mail address
/// or mobile that the HR office has on file. What it answers never tells whether somebody is there (S-21); every guess is counted first (S-22).
package struct AccountDoor: Sendable {
    private let door: SignInDoor
    private let city: City
    private var parts: SignInParts { door.parts }

    /// Accounts under one city file, on the way to the same activation as a letter.
    package init(door: SignInDoor, city: City) { (self.door, self.city) = (door, city) }

    /// Sends a code where number and date are those of one who may create an account, and nothing elsewhere.
    package func ask(
        _ identifier: TypedIdentifier,
        born date: CalendarDate,
        by channel: CodeChannel,
        from visitor: SignInVisitor
    ) async throws -> Result<AccountRequest, AccountRefusal> {
        let (result, messages) = try await parts.database.write { [self] transaction in
            let number = try AgentStore.resolve(identifier, at: visitor.now, in: transaction)
            let subjects = subjects(of: number ?? identifier.canonical, visitor)
            let admission = try ThrottleStore.admit(subjects, at: visitor.now, in: transaction)
            let isBorn = try AgentStore.isBorn(number ?? "", on: date, in: transaction)
            if let refusal = AccountRefusal(admission) {
                return (Result<AccountRequest, AccountRefusal>.failure(refusal), [Message]())
            }
            let person = isBorn ? try candidate(number ?? "", at: visitor.now, in: transaction) : nil
            let request = AccountRequest(
                number: number ?? identifier.canonical,
                matched: person == nil ? 0 : 1,
                askedAt: visitor.now.seconds
            )
            let messages = try person.map { try code(for: $0, by: channel, visitor, in: transaction) } ?? []
            return (.success(request), messages)
        }
        try await parts.messages.send(messages, at: visitor.now)
        return result
    }

    /// The code that came: right, it begins an activation as a letter would, which nobody ever saw.
    package func prove(_ typed: String, _ request: AccountRequest, from visitor: SignInVisitor) async throws
        -> Result<ActivationPass, AccountRefusal>
    {
        guard case .code(let digits) = TypedCode(typed) else {
            return .failure(.malformed(digits: TypedCode(typed).digits))
        }
        guard request.isFresh(at: visitor.now) else { return .failure(.failed) }
        do {
            return try await parts.database.write { [self] transaction in
                let subjects = subjects(of: request.number, visitor)
                let admission = try ThrottleStore.admit(subjects, at: visitor.now, in: transaction)
                if let refusal = AccountRefusal(admission) { return .failure(refusal) }
                // Whoever typed another date guesses at nobody's code: the owner's keeps its tries.
                let channel = try ChannelCodeStore.judge(
                    digits,
                    of: request.matched == 1 ? request.number : "",
                    for: .account,
                    keys: parts.keys,
                    at: visitor.now,
                    in: transaction
                )
                guard channel != nil, try candidate(request.number, at: visitor.now, in: transaction) != nil,
                    try ChannelCodeStore.use(of: request.number, in: transaction)
                else { return .failure(.failed) }
                for subject in subjects { try ThrottleStore.takeBack(subject, in: transaction) }
                return .success(try begin(request.number, visitor, in: transaction))
            }
        } catch is CredentialRefusal { return .failure(.failed) }
    }

    private func begin(_ number: String, _ visitor: SignInVisitor, in transaction: Transaction) throws -> ActivationPass
    {
        let code = ActivationCode.random()
        try ActivationCodeStore.issue(
            code,
            for: number,
            by: .agent(number),
            as: .account,
            days: 1,
            keys: parts.keys,
            at: visitor.now,
            in: transaction
        )
        let live = try ActivationCodeStore.find(code, of: number, keys: parts.keys, at: visitor.now, in: transaction)
        guard let live else { throw CredentialRefusal.unknown(number) }
        try ActivationProgressStore.begin(live.id, keys: parts.keys, in: transaction)
        try door.note("account.created", number, visitor, in: transaction)
        return ActivationPass(code: live.id, agent: number, provenAt: visitor.now)
    }

    /// Somebody whose departments all let their people create accounts, and who has none yet; nil for everybody else and for
    /// nobody.
    private func candidate(_ number: String, at now: Instant, in reading: Reading) throws -> SignInPerson? {
        guard let agent = try AgentStore.agent(number, in: reading),
            let person = try parts.roll.person(number, at: now, in: reading)
        else { return nil }
        let departments = agent.departments(in: city, at: now)
        let isNew = [.declared, .profileCreated, .issued].contains(agent.state(on: city.day(of: now)))
        guard isNew, !departments.isEmpty, departments.allSatisfy({ $0.accounts == .agent }) else { return nil }
        return person
    }

    /// By the channel that was chosen where it is on file, else by the other; none where neither is, while the last code is young
    /// or a budget is used up.
    private func code(
        for person: SignInPerson,
        by chosen: CodeChannel,
        _ visitor: SignInVisitor,
        in transaction: Transaction
    ) throws -> [Message] {
        guard let channel = person.channel(chosen),
            let messages = try door.channelCode(to: person, by: channel, for: .account, at: visitor, in: transaction)
        else { return [] }
        let agent = person.holder.subject.agent
        try door.note("account.code-sent", agent, visitor, ["by": channel.rawValue], in: transaction)
        return messages
    }

    private func subjects(of number: String, _ visitor: SignInVisitor) -> [ThrottleSubject] {
        door.names.subjects(
            of: "account:\(number)",
            known: nil,
            peer: visitor.connection.peer,
            channel: visitor.connection.channel
        )
    }
}
