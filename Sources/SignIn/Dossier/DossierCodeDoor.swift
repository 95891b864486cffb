import People
package import Policy
import Store
import Web

/// What was issued to somebody without a letter, and where the code that opens it goes.
package struct DossierOffer: Sendable {
    let live: LiveActivationCode
    let person: SignInPerson
    let mobile: Message.Person

    /// The last two digits of the number on file.
    var ending: String { String(decoding: mobile.phone.utf8.suffix(2), as: UTF8.self) }
}

/// Lets in those to whom the HR office issued access without a letter: who opened the dossier by its reference and the birth
/// date gets a code to the mobile on file, which begins the activation as a letter's code does (NL-4 to NL-7).
package struct DossierCodeDoor: Sendable {
    private let door: SignInDoor
    private var parts: SignInParts { door.parts }

    /// Codes on the way to the same activation as a letter.
    package init(_ door: SignInDoor) { self.door = door }

    /// What was issued so to an agent and serves now; nil for everybody else.
    package func offer(to agent: String, at now: Instant) async throws -> DossierOffer? {
        try await parts.database.read { try offer(to: agent, at: now, in: $0) }
    }

    /// Sends a code; nil when it left, whatever the gateway then said. `signin.failed` where nothing was issued so.
    package func send(to agent: String, from visitor: SignInVisitor) async throws -> SignInRefusal? {
        try await door.sending(at: visitor.now) { transaction in
            guard let offer = try offer(to: agent, at: visitor.now, in: transaction) else { return .refused(.failed) }
            return try door.newCode(.sms, to: offer.mobile, offer.person, as: .dossier, at: visitor, in: transaction)
        }
    }

    /// The code that came, counted before it is judged; right, it begins the activation.
    package func prove(_ typed: String, of agent: String, from visitor: SignInVisitor) async throws
        -> Result<ActivationPass, SignInRefusal>
    {
        guard case .code(let digits) = TypedCode(typed) else {
            return .failure(.codeMalformed(digits: TypedCode(typed).digits))
        }
        return try await parts.database.write { transaction in
            let subjects = try door.subjects(of: agent, visitor, in: transaction)
            let admission = try ThrottleStore.admit(subjects, at: visitor.now, in: transaction)
            if let refusal = SignInRefusal(admission) { return .failure(refusal) }
            guard let offer = try offer(to: agent, at: visitor.now, in: transaction) else { return .failure(.failed) }
            let (place, now) = (SentCode.Place.dossier, visitor.now)
            if let refusal = try door.judgeSent(digits, of: agent, for: place, at: now, in: transaction) {
                return .failure(refusal)
            }
            for subject in subjects { try ThrottleStore.takeBack(subject, in: transaction) }
            try ActivationProgressStore.begin(offer.live.id, keys: parts.keys, in: transaction)
            try door.note("activation.begun", agent, visitor, ["by": "reference"], in: transaction)
            return .success(ActivationPass(code: offer.live.id, agent: agent, provenAt: now))
        }
    }

    private func offer(to agent: String, at now: Instant, in reading: Reading) throws -> DossierOffer? {
        guard let live = try ActivationCodeStore.withoutLetter(of: agent, at: now, in: reading),
            let person = try parts.roll.person(agent, at: now, in: reading), let mobile = person.mobile
        else { return nil }
        return DossierOffer(live: live, person: person, mobile: mobile)
    }
}
