import SignIn

/// An outcome that the story did not expect.
struct Unexpected: Error, CustomStringConvertible {
    let description: String

    init(_ outcome: SignInOutcome) { description = "\(outcome)" }
}

extension SignInOutcome {
    func refusal() throws -> SignInRefusal {
        guard case .refused(let refusal) = self else { throw Unexpected(self) }
        return refusal
    }

    func attempt() throws -> SignInAttempt {
        guard case .code(let attempt, _) = self else { throw Unexpected(self) }
        return attempt
    }

    func entry() throws -> SignInEntry {
        guard case .entered(let entry) = self else { throw Unexpected(self) }
        return entry
    }
}
