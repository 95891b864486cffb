import Audit
package import Policy
package import Store
import Web

/// What an agent sees and does about their own checks and resets.
package struct OwnReset: Sendable {
    /// The employee number.
    package let agent: String

    package init(of agent: String) { self.agent = agent }

    /// A check that waits, with the name of the officer.
    package struct Call: Sendable {
        package let officer: String
        package let check: CallerCheck
    }

    /// The checks that wait for an answer.
    package func calls(keys: KeyFile, at now: Instant, in reading: Reading) throws -> [Call] {
        try CallerCheckStore.running(about: agent, keys: keys, at: now, in: reading).map { check in
            Call(officer: try Self.name(of: check.officer, in: reading), check: check)
        }
    }

    /// A reset that the agent can still stop, with the name of who opened it.
    package func stoppable(at now: Instant, in reading: Reading) throws -> (officer: String, reset: FactorReset)? {
        guard let reset = try FactorResetStore.newest(of: agent, in: reading) else { return nil }
        let state = reset.state(at: now)
        guard state.after(.stop) != nil else { return nil }
        if state == .used, try !ActivationStore.isWaiting(for: agent, at: now, in: reading) { return nil }
        return (try Self.name(of: reset.opened.by, in: reading), reset)
    }

    /// Stops it; a letter or link that came of it is dead. Nil when there is nothing to stop.
    package func stop(at now: Instant, in transaction: Transaction) throws -> FactorReset? {
        guard let (_, reset) = try stoppable(at: now, in: transaction) else { return nil }
        try FactorResetStore.move(reset, .stop, by: .agent(agent), at: now, in: transaction)
        if reset.state == .used { try ActivationStore.replaceLink(of: agent, at: now, in: transaction) }
        return reset
    }

    private static func name(of number: String, in reading: Reading) throws -> String {
        try AgentStore.agent(number, in: reading)?.callerName.full ?? number
    }
}
