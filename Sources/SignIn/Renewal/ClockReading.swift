package import Policy
import Store

/// What a typed code tells of the clock that made it.
package enum ClockReading: Hashable, Sendable {
    /// Within one step of the city's: about half a minute.
    case right
    /// So many whole minutes off, at least one.
    case off(minutes: Int)
    /// Nothing: the code is wrong, was used, or the guess was not admitted.
    case refused(SignInRefusal)
}

extension SignInDoor {
    /// Tells somebody who is signed in how far the clock of their app or device is off, by a code that it shows. A guess like
    /// any other, never a proof: a right code is used up by it, an early one is dead when its time comes (S-22, S-23).
    package func clock(of agent: String, code typed: String, from visitor: SignInVisitor) async throws -> ClockReading {
        let proof: TypedProof
        let factor = try await clockedFactor(of: agent, at: visitor.now)
        guard let factor else { return .refused(.codeWrong) }
        do { proof = try TypedProof(typed, for: factor) } catch { return .refused(error) }
        return try await parts.database.write { [self] transaction in
            guard let person = try parts.roll.person(agent, at: visitor.now, in: transaction) else {
                return .refused(.codeWrong)
            }
            let subjects = try subjects(of: agent, visitor, in: transaction)
            let admission = try ThrottleStore.admit(subjects, at: visitor.now, in: transaction)
            if let refusal = SignInRefusal(admission) { return .refused(refusal) }
            let refusal = try judge(proof, of: person, at: visitor.now, in: transaction)
            let reading = ClockReading(refusal)
            if reading == .right { for subject in subjects { try ThrottleStore.takeBack(subject, in: transaction) } }
            try note("clock.read", agent, visitor, ["reading": reading.word], in: transaction)
            return reading
        }
    }

    /// The proof of the person that depends on a clock of its own: the app, else the device.
    package func clockedFactor(of agent: String, at now: Instant) async throws -> Factor? {
        let parts = parts
        let held = try await parts.database.read { try parts.roll.person(agent, at: now, in: $0)?.standing.enrolled }
        return [Factor.authenticator, .token].first { held?.contains($0) ?? false }
    }
}

extension ClockReading {
    init(_ refusal: SignInRefusal?) {
        switch refusal {
        case nil: self = .right
        case .codeClock(let minutes), .deviceClock(let minutes): self = .off(minutes: minutes)
        case let refusal?: self = .refused(refusal)
        }
    }

    /// For the log.
    fileprivate var word: String {
        switch self {
        case .right: "right"
        case .off(let minutes): "\(minutes) min off"
        case .refused(let refusal): refusal.code
        }
    }
}
