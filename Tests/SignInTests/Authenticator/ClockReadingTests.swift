import Policy
import Store
import Testing
import TwoEngines

@testable import SignIn

@Suite(.onBothEngines) struct `A code typed for the clock` {
    @Test func `RD-8: tells how many minutes the phone is off`() async throws {
        let town = try await SmallTown()
        let reading = try await town.door.clock(of: SmallTown.claire, code: town.code(-240), from: town.visitor())
        #expect(reading == .off(minutes: 4))
    }

    @Test func `RD-8, S-23: is no proof, and a right one is used up`() async throws {
        let town = try await SmallTown()
        let reading = try await town.door.clock(of: SmallTown.claire, code: town.code(), from: town.visitor())
        #expect(reading == .right)
        #expect(town.table.count == 0)
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor(1)).attempt()
        let outcome = try await town.door.prove(code: town.code(), in: attempt, from: town.visitor(1))
        #expect(try outcome.refusal() == .codeUsed)
    }

    @Test func `RD-8: an early one is dead when its time comes`() async throws {
        let town = try await SmallTown()
        let early = try await town.door.clock(of: SmallTown.claire, code: town.code(120), from: town.visitor())
        #expect(early == .off(minutes: 2))
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor(120)).attempt()
        let outcome = try await town.door.prove(code: town.code(120), in: attempt, from: town.visitor(120))
        #expect(try outcome.refusal() == .codeUsed)
    }

    @Test func `RD-8, S-22: counts as a guess under the same subject as every other way in`() async throws {
        let town = try await SmallTown()
        for _ in 0..<3 {
            let reading = try await town.door.clock(of: SmallTown.claire, code: "000000", from: town.visitor())
            #expect(reading == .refused(.codeWrong))
        }
        let slowed = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor())
        guard case .slowed = try slowed.refusal() else { throw Unexpected(slowed) }
        let here = try await town.door.clock(of: SmallTown.claire, code: town.code(), from: town.visitor())
        guard case .refused(.slowed) = here else {
            Issue.record("\(here)")
            return
        }
    }

    @Test func `RD-8: of somebody without app or device tells nothing`() async throws {
        let town = try await SmallTown()
        let reading = try await town.door.clock(of: SmallTown.marc, code: "123456", from: town.visitor())
        #expect(reading == .refused(.codeWrong))
        #expect(try await town.door.clockedFactor(of: SmallTown.marc, at: town.nine) == nil)
    }
}
