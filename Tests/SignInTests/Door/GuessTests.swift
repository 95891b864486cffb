import Policy
import Store
import Testing
import TwoEngines

@testable import SignIn

@Suite(.onBothEngines) struct `Guesses at the door` {
    @Test func `S-22: no other spelling of a person dodges the count`() async throws {
        let town = try await SmallTown()
        let spellings = ["0412345", "claire.martin", "CLAIRE.MARTIN@nomades.example", "Claire.Martin", "0412345 "]
        for identifier in spellings {
            let typed = SignInDoor.Typed(identifier: identifier, password: "pas le bon")
            _ = try await town.door.prove(typed, from: town.visitor(peer: "198.51.100.\(identifier.utf8.count)"))
        }
        let outcome = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor(peer: "203.0.113.9"))
        guard case .slowed = try outcome.refusal() else { throw Unexpected(outcome) }
    }

    @Test func `S-22: guesses made at the same time are all counted`() async throws {
        let town = try await SmallTown()
        let refusals = try await withThrowingTaskGroup(of: SignInRefusal.self) { group in
            for number in 0..<20 {
                let visitor = town.visitor(peer: "198.51.100.\(number)")
                group.addTask {
                    try await town.door.prove(town.typed(SmallTown.claire, password: "non"), from: visitor).refusal()
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(refusals.count { $0 == .failed } == 3)
    }

    @Test func `S-22: strangers cannot keep a colleague's known browser out`() async throws {
        let town = try await SmallTown()
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).attempt()
        let known = try await town.door.prove(code: town.code(), in: attempt, from: town.visitor()).entry().known
        for second in 0..<400 {
            let stranger = town.visitor(Int64(second) + 60, peer: "198.51.100.\(second % 250)")
            _ = try await town.door.prove(town.typed(SmallTown.claire, password: "non"), from: stranger)
        }
        let paused = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor(461)).refusal()
        #expect(paused.code == "signin.paused")
        _ = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor(462, known: known)).attempt()
    }

    @Test func `S-22: a pause ends by itself, for known and unknown alike`() async throws {
        let town = try await SmallTown()
        for agent in [SmallTown.claire, "0499999"] {
            for second in 0..<400 {
                let stranger = town.visitor(Int64(second), peer: "198.51.100.\(second % 250)")
                _ = try await town.door.prove(town.typed(agent, password: "non"), from: stranger)
            }
            let typed = town.typed(agent, password: "non")
            #expect(try await town.door.prove(typed, from: town.visitor(401)).refusal().code == "signin.paused")
            #expect(try await town.door.prove(typed, from: town.visitor(1_400)).refusal() == .failed)
        }
    }

    @Test func `S-22: whoever has the password cannot guess at codes for ever`() async throws {
        let town = try await SmallTown()
        var refusals: [SignInRefusal] = []
        for round in 0..<30 {
            let visitor = town.visitor(Int64(round), peer: "198.51.100.\(round)")
            guard let attempt = try? await town.door.prove(town.typed(SmallTown.claire), from: visitor).attempt() else {
                continue
            }
            refusals.append(try await town.door.prove(code: "000000", in: attempt, from: visitor).refusal())
        }
        #expect(refusals.count { $0 == .codeWrong } <= 10)
    }
}
