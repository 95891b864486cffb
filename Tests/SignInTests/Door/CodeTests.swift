import Policy
import Store
import Testing
import TwoEngines

@testable import SignIn

@Suite(.onBothEngines) struct `A code` {
    @Test func `S-23: is taken once, also by ten at the same time`() async throws {
        let town = try await SmallTown()
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).attempt()
        let outcomes = try await withThrowingTaskGroup(of: SignInOutcome.self) { group in
            for number in 0..<3 {
                let visitor = town.visitor(peer: "192.0.2.\(number)")
                group.addTask { try await town.door.prove(code: town.code(), in: attempt, from: visitor) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { (try? $0.entry()) != nil } == 1)
        #expect(outcomes.count { (try? $0.refusal()) == .codeUsed } == 2)
    }

    @Test func `S-23: an older step than the one used is refused`() async throws {
        let town = try await SmallTown()
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).attempt()
        _ = try await town.door.prove(code: town.code(30), in: attempt, from: town.visitor(30)).entry()
        let outcome = try await town.door.prove(code: town.code(), in: attempt, from: town.visitor(31))
        #expect(try outcome.refusal() == .codeUsed)
    }

    @Test func `a phone's wrong clock is told in minutes, and its code is not taken`() async throws {
        let town = try await SmallTown()
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).attempt()
        let outcome = try await town.door.prove(code: town.code(-240), in: attempt, from: town.visitor())
        #expect(try outcome.refusal() == .codeClock(minutes: 4))
        #expect(town.table.count == 0)
    }

    @Test func `S-24: a proof of an older password is worth nothing`() async throws {
        let town = try await SmallTown()
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).attempt()
        try await town.give("un tout autre mot de passe", to: SmallTown.claire)
        let outcome = try await town.door.prove(code: town.code(), in: attempt, from: town.visitor())
        #expect(try outcome.refusal() == .failed)
    }

    @Test func `S-16: whoever is suspended between password and code stays outside`() async throws {
        let town = try await SmallTown()
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).attempt()
        try await town.set(.suspended, of: SmallTown.claire)
        let outcome = try await town.door.prove(code: town.code(), in: attempt, from: town.visitor())
        guard case .told(.suspended, _, _) = outcome else { throw Unexpected(outcome) }
    }

    @Test func `S-24: ten minutes after the password the whole sign-in is asked`() async throws {
        let town = try await SmallTown()
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).attempt()
        let outcome = try await town.door.prove(code: town.code(600), in: attempt, from: town.visitor(600))
        #expect(try outcome.refusal() == .failed)
    }
}
