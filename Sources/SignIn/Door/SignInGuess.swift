import Audit
import People
import Policy
import Store
import Web

extension SignInDoor {
    /// A guess that was counted: whose password it is compared with, if anybody's.
    struct Guess: Sendable {
        let agent: String?
        let stored: StoredPassword?
        let subjects: [ThrottleSubject]
        let admission: Throttle.Admission
    }

    /// Finds whom a typed identifier means and counts the guess; the same statements whoever it is, or nobody.
    func begin(_ typed: String, _ visitor: SignInVisitor, in transaction: Transaction) throws -> Guess {
        let identifier = TypedIdentifier(typed)
        let agent = try AgentStore.resolve(identifier, at: visitor.now, in: transaction)
        let subjects = try subjects(of: agent, typed: identifier, visitor, in: transaction)
        let admission = try ThrottleStore.admit(subjects, at: visitor.now, in: transaction)
        let stored = try PasswordStore.password(of: agent ?? "", in: transaction)
        return Guess(agent: agent, stored: stored, subjects: subjects, admission: admission)
    }

    /// The subjects under which a guess at a person's proofs counts, by every way in (S-22).
    func subjects(of agent: String, _ visitor: SignInVisitor, in reading: Reading) throws -> [ThrottleSubject] {
        try subjects(of: agent, typed: .number(agent), visitor, in: reading)
    }

    func subjects(
        of agent: String?,
        typed: TypedIdentifier,
        _ visitor: SignInVisitor,
        in reading: Reading
    ) throws -> [ThrottleSubject] {
        let browser = visitor.known?.hash
        let until = try KnownBrowserStore.knownUntil(browser, agent: agent ?? "", at: visitor.now, in: reading)
        return names.subjects(
            of: agent.map { "agent:\($0)" } ?? typed.canonical,
            known: until == nil ? nil : browser,
            peer: visitor.connection.peer,
            channel: visitor.connection.channel
        )
    }

    /// One hash, whoever it is: nobody's password is compared with the decoy's, and never right.
    func matches(_ password: String, _ stored: PasswordHash?) async throws(SignInRefusal) -> Bool {
        let isPlausible = PasswordRule.canBeHashed(password)
        let hash = isPlausible ? stored ?? decoy : decoy
        let isRight = try await parts.queue.hash { hash?.matches(isPlausible ? password : "") ?? false }
        return isRight && isPlausible && stored != nil
    }

    /// A dearer hash of a password that was just proven; nil when the stored one is as dear, or the queue is full.
    func raised(_ password: String, _ stored: StoredPassword) async -> PasswordHash? {
        let cost = parts.queue.cost
        guard stored.hash.isOutdated(at: cost) else { return nil }
        let hash = try? await parts.queue.hash { PasswordHash.make(of: password, cost: cost) }
        return hash ?? nil
    }

    /// Takes a guess back that was counted but never judged.
    func takeBack(_ guess: Guess) async throws {
        try await parts.database.write { transaction in
            for subject in guess.subjects { try ThrottleStore.takeBack(subject, in: transaction) }
        }
    }

    /// Writes the audit: no entry, no act (S-37).
    func note(
        _ act: String,
        _ agent: String,
        _ visitor: SignInVisitor,
        _ detail: [String: String] = [:],
        in transaction: Transaction
    ) throws {
        let connection = visitor.connection
        try AuditLog.record(
            AuditEntry(
                who: .agent(agent),
                subject: agent,
                act: act,
                at: visitor.now.seconds,
                origin: AuditOrigin(channel: connection.channel.rawValue, address: connection.peer),
                reference: visitor.reference,
                detail: AuditDetail(detail)
            ),
            in: transaction
        )
    }
}
