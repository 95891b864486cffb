import Audit
package import City
package import People
import Policy
import Store
import Web

/// Lets agents of the departments that allow it create their account: employee number, birth date, and a code to the mobile that
/// the HR office has on file. What it answers never tells whether somebody is there (S-21); every guess is counted first (S-22).
package struct AccountDoor: Sendable {
    private let door: SignInDoor
    private let city: City
    private var parts: SignInParts { door.parts }

    /// Accounts under one city file, on the way to the same activation as a letter.
    package init(door: SignInDoor, city: City) { (self.door, self.city) = (door, city) }

    /// Sends a code where number and date are those of one who may create an account, and nothing elsewhere.
    package func ask(_ identifier: TypedIdentifier, born date: CalendarDate, from visitor: SignInVisitor) async throws
        -> Result<AccountRequest, AccountRefusal>
    {
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
            let messages = try person.map { try code(for: $0, visitor, in: transaction) } ?? []
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
                let judged = try SentCodeStore.judge(
                    digits,
                    of: request.matched == 1 ? request.number : "",
                    for: .account,
                    keys: parts.keys,
                    at: visitor.now,
                    in: transaction
                )
                guard judged == .right,
                    let person = try candidate(request.number, at: visitor.now, in: transaction)
                else { return .failure(.failed) }
                for subject in subjects { try ThrottleStore.takeBack(subject, in: transaction) }
                return .success(try begin(person.number, visitor, in: transaction))
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

    private struct Candidate {
        let number: String
        let mobile: Message.Person
        let person: SignInPerson
    }

    /// Somebody whose departments all let their people create accounts, who has none yet and has a mobile on file; nil for
    /// everybody else and for nobody.
    private func candidate(_ number: String, at now: Instant, in reading: Reading) throws -> Candidate? {
        guard let agent = try AgentStore.agent(number, in: reading),
            let person = try parts.roll.person(number, at: now, in: reading), let mobile = person.mobile
        else { return nil }
        let departments = agent.departments(in: city, at: now)
        let isNew = [.declared, .profileCreated, .issued].contains(agent.state(on: city.day(of: now)))
        guard isNew, !departments.isEmpty, departments.allSatisfy({ $0.accounts == .agent }) else { return nil }
        return Candidate(number: number, mobile: mobile, person: person)
    }

    /// None while the last code is young or a budget is used up.
    private func code(for candidate: Candidate, _ visitor: SignInVisitor, in transaction: Transaction) throws
        -> [Message]
    {
        let last = try SentCodeStore.last(of: candidate.number, in: transaction)
        let refusal = try parts.roll.refusal(
            of: .sms,
            after: last,
            to: candidate.mobile,
            at: visitor.now,
            in: transaction
        )
        guard refusal == nil else { return [] }
        let digits = SentCode.digits()
        let words = CodeWords(host: parts.portalHost, language: candidate.person.holder.language)
        let message = Message(.sms, .code, to: candidate.mobile, text: words.text(digits, .sms))
        try MessageStore.keep(message, at: visitor.now, in: transaction)
        try SentCodeStore.keep(
            digits,
            in: message,
            for: .account,
            sends: (last?.sends ?? 0) + 1,
            keys: parts.keys,
            at: visitor.now,
            in: transaction
        )
        try door.note("account.code-sent", candidate.number, visitor, in: transaction)
        return [message]
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
