import Policy
import Store
import Web

extension SignInDoor {
    /// Accepts a version of the rules for use at the end of a sign-in whose proofs were all given, and goes on. A version that
    /// is not the city's any more is kept all the same, and the new one asked.
    package func accept(charter version: String, in attempt: SignInAttempt, from visitor: SignInVisitor) async throws
        -> SignInOutcome
    {
        try await commit(at: visitor.now) { [self] transaction in
            guard let person = try parts.roll.person(attempt.agent, at: visitor.now, in: transaction),
                attempt.step(person.standing, channel: visitor.connection.channel, at: visitor.now) == .charter,
                !version.isEmpty
            else { return try advance(attempt, [], visitor, in: transaction) }
            try CharterStore.accept(version, by: attempt.agent, at: visitor.now, in: transaction)
            try note("charter.accepted", attempt.agent, visitor, ["version": version], in: transaction)
            return try advance(attempt, [], visitor, in: transaction)
        }
    }
}
