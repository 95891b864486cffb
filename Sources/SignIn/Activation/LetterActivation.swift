package import City
import People
package import Policy
import Store
import Web

/// An activation on its way, as one request sees it.
package struct ActivationView: Sendable {
    package let pass: ActivationPass
    package let person: SignInPerson
    package let progress: ActivationProgress
    package let step: ActivationStep
    package let charter: Charter?
}

/// The activation of a credential by its letter: code, rules for use, password, second proof, recovery codes. What is
/// chosen on the way opens nothing; the last step keeps all of it in one transaction (S-14).
package struct LetterActivation: Sendable {
    let door: SignInDoor
    private let city: City
    var parts: SignInParts { door.parts }
    private var charter: Charter? { city.signIn.charter }

    /// Activations under one city file that lead to the same sessions as the way in.
    package init(door: SignInDoor, city: City) { (self.door, self.city) = (door, city) }

    /// The first step: identifier and code. Unknown, wrong, used, replaced and expired cost the same statements and get the
    /// same answer (S-21); a slip of the keyboard is told by the code's own check character, before anybody is looked up.
    package func begin(_ typed: String, code: String, from visitor: SignInVisitor) async throws
        -> Result<ActivationPass, SignInRefusal>
    {
        let spelled: ActivationCode
        do { spelled = try ActivationCode(typed: code) } catch { return .failure(.activationSlip(error)) }
        let identifier = TypedIdentifier(typed)
        return try await parts.database.write { [self] transaction in
            let agent = try AgentStore.resolve(identifier, at: visitor.now, in: transaction)
            let subjects = try door.subjects(of: agent, typed: identifier, visitor, in: transaction)
            let admission = try ThrottleStore.admit(subjects, at: visitor.now, in: transaction)
            let live = try ActivationCodeStore.find(
                spelled,
                of: agent,
                keys: parts.keys,
                at: visitor.now,
                in: transaction
            )
            if let refusal = SignInRefusal(admission) { return .failure(refusal) }
            guard let live else { return .failure(.activationFailed) }
            for subject in subjects { try ThrottleStore.takeBack(subject, in: transaction) }
            try ActivationProgressStore.begin(live.id, keys: parts.keys, in: transaction)
            try door.note("activation.begun", live.agent, visitor, in: transaction)
            return .success(ActivationPass(code: live.id, agent: live.agent, provenAt: visitor.now))
        }
    }

    /// Where an activation stands now; nil when its code serves no more, or the hour is over.
    package func view(of pass: ActivationPass, at now: Instant) async throws -> ActivationView? {
        try await parts.database.read { [self] in try view(of: pass, at: now, in: $0) }
    }

    func view(of pass: ActivationPass, at now: Instant, in reading: Reading) throws -> ActivationView? {
        guard pass.isFresh(at: now), let live = try ActivationCodeStore.live(pass.code, at: now, in: reading),
            live.agent == pass.agent, let person = try parts.roll.person(pass.agent, at: now, in: reading),
            let progress = try ActivationProgressStore.progress(of: pass.code, keys: parts.keys, in: reading)
        else { return nil }
        return ActivationView(
            pass: pass,
            person: person,
            progress: progress,
            step: progress.step(charter: charter, enrollable: person.enrollable, knownPassword: pass.password),
            charter: charter
        )
    }

    /// Accepts the version of the rules for use that was shown; another one since then is shown again.
    package func accept(_ version: String, _ view: ActivationView) async throws {
        guard version == charter?.version else { return }
        try await parts.database.write {
            try ActivationProgressStore.accept(charter: version, of: view.pass.code, in: $0)
        }
    }

    /// The password: a new one, or the one chosen before, which shows that this browser belongs to the same person.
    package func choose(_ password: String, _ view: ActivationView, at now: Instant) async throws
        -> Result<ActivationPass, SignInRefusal>
    {
        let cost = parts.queue.cost
        var pass = view.pass
        do {
            let earlier = view.progress.password.flatMap { PasswordHash(phc: $0) }
            if let earlier, PasswordRule.canBeHashed(password),
                try await parts.queue.hash({ earlier.matches(password) })
            {
                pass.password = view.progress.password
                return .success(pass)
            }
            try PasswordRule(employerWords: city.blocklist).check(password, names: view.person.ownWords)
            guard let hash = try await parts.queue.hash({ PasswordHash.make(of: password, cost: cost) }) else {
                return .failure(.busy(seconds: 1))
            }
            try await parts.database.write { [keys = parts.keys] in
                try ActivationProgressStore.choose(hash, of: view.pass.code, keys: keys, at: now, in: $0)
            }
            pass.password = hash.phc
            return .success(pass)
        } catch let refusal as SignInRefusal { return .failure(refusal) }
    }
}

extension SignInPerson {
    /// The second proofs that the departments give and that can be enrolled with what is on file.
    package var enrollable: Set<Factor> {
        standing.enrolled.intersection([.sms, .voice]).union(isGivenApp ? [.authenticator] : [])
    }
}
