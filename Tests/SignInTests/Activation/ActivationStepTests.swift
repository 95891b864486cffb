import City
import Policy
import Testing

@testable import SignIn

@Suite struct `The steps of an activation` {
    private let charter = Charter(version: "2026-11", words: EmployerWords(french: "Règles", english: "Rules"))

    @Test func `AC-10: come in one order, and none is passed over`() {
        #expect(step() == .charter)
        #expect(step(charter: "2026-10") == .charter)
        #expect(step(charter: "2026-11") == .password)
        #expect(step(charter: "2026-11", password: "a") == .factor([.authenticator]))
        #expect(step(charter: "2026-11", password: "a", factor: .authenticator) == .recovery)
        #expect(step(charter: nil, password: "a", factor: .authenticator) == .charter)
        #expect(step(charter: "2026-11", factor: .authenticator) == .password)
    }

    @Test func `AC-12: in a browser that has not shown the password, it is asked again`() {
        #expect(step(charter: "2026-11", password: "a", known: .some(nil), factor: .authenticator) == .password)
        #expect(step(charter: "2026-11", password: "a", known: "b", factor: .authenticator) == .password)
    }

    @Test func `AC-11: a second proof that no department gives, or that nobody can reach, is not asked`() {
        #expect(step(charter: "2026-11", password: "a", enrollable: []) == .ready)
        #expect(step(charter: "2026-11", password: "a", factor: .sms) == .factor([.authenticator]))
        #expect(step(charter: "2026-11", password: "a", enrollable: [.sms], factor: .sms) == .recovery)
    }

    private func step(
        charter accepted: String? = nil,
        password: String? = nil,
        known: String?? = nil,
        enrollable: Set<Factor> = [.authenticator],
        factor: Factor? = nil
    ) -> ActivationStep {
        let now = Instant(seconds: 0)
        let progress = ActivationProgress(
            charter: accepted,
            password: password,
            passwordAt: password.map { _ in now },
            authenticator: nil,
            factor: factor,
            factorAt: factor.map { _ in now },
            step: nil
        )
        return progress.step(charter: charter, enrollable: enrollable, knownPassword: known ?? password)
    }
}
