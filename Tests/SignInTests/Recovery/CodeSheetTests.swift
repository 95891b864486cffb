import Audit
import People
import Policy
import SignIn
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `A code sheet` {
    private func issue(_ town: SmallTown) async throws -> CodeSheet {
        let (sheet, keys, now) = (CodeSheet.make(), town.keys, town.nine)
        try await town.database.write { transaction in
            try CodeSheetStore.issue(
                sheet,
                to: SmallTown.claire,
                by: .terminal,
                keys: keys,
                at: now,
                in: transaction
            )
        }
        return sheet
    }

    private func give(_ code: String, _ town: SmallTown, at second: Int64 = 5) async throws -> SignInOutcome {
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor(second)).attempt()
        return try await town.door.prove(code: code, by: .sheet, in: attempt, from: town.visitor(second))
    }

    @Test func `S-23: opens by the line that is asked, each line once, in order`() async throws {
        let town = try await SmallTown()
        let sheet = try await issue(town)
        let question = try await town.door.question(of: SmallTown.claire, by: .sheet, at: town.nine)
        #expect(question?.line == 1)
        _ = try await give(sheet.codes[0], town).entry()
        let next = try await town.door.question(of: SmallTown.claire, by: .sheet, at: town.nine)
        #expect(next?.line == 2)
        if sheet.codes[0] != sheet.codes[1] {
            #expect(try await give(sheet.codes[0], town, at: 20).refusal() == .lineWrong(2))
        }
        _ = try await give(sheet.codes[1], town, at: 40).entry()
    }

    @Test func `S-23: a line that is not asked opens nothing, and the question stays`() async throws {
        let town = try await SmallTown()
        let sheet = try await issue(town)
        let other = try #require(sheet.codes.first { $0 != sheet.codes[0] })
        #expect(try await give(other, town).refusal() == .lineWrong(1))
        #expect(try await town.door.question(of: SmallTown.claire, by: .sheet, at: town.nine)?.line == 1)
    }

    @Test func `S-23: a new sheet kills the old`() async throws {
        let town = try await SmallTown()
        let old = try await issue(town)
        let new = try await issue(town)
        if old.codes[0] != new.codes[0] {
            #expect(try await give(old.codes[0], town).refusal() == .lineWrong(1))
        }
        _ = try await give(new.codes[0], town, at: 30).entry()
    }

    @Test func `is printed with forty numbered lines, without the employee number`() {
        let text = CodeSheet.make().text(city: "Ville de Nomades", name: "Claire MARTIN", date: "2026-11-24")
        #expect(text.matches(of: /[0-9]{1,2}  [0-9]{3} [0-9]{3}/).count == 40)
        #expect(!text.contains(SmallTown.claire))
    }
}

@Suite(.onBothEngines) struct `A clock that is wrong` {
    @Test func `S-23: a right code of three minutes ago is refused, and the page says three minutes`() async throws {
        let town = try await SmallTown()
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).attempt()
        let outcome = try await town.door.prove(code: town.code(-180), in: attempt, from: town.visitor())
        #expect(try outcome.refusal() == .codeClock(minutes: 3))
    }

    @Test func `S-22: it counts as a guess, so that nobody learns codes by it`() async throws {
        let town = try await SmallTown()
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).attempt()
        for _ in 0..<3 { _ = try await town.door.prove(code: town.code(-180), in: attempt, from: town.visitor()) }
        let fourth = try await town.door.prove(code: town.code(-180), in: attempt, from: town.visitor())
        guard case .slowed = try fourth.refusal() else { throw Unexpected(fourth) }
    }

    @Test(arguments: [(Int64(60), 1), (120, 2), (300, 5)])
    func `S-23: a code that came too early is dead when its time comes`(ahead: Int64, minutes: Int) async throws {
        let town = try await SmallTown()
        let attempt = try await town.door.prove(town.typed(SmallTown.claire), from: town.visitor()).attempt()
        let early = town.code(ahead)
        let outcome = try await town.door.prove(code: early, in: attempt, from: town.visitor())
        #expect(try outcome.refusal() == .codeClock(minutes: minutes))
        let later = try await town.door.prove(code: early, in: attempt, from: town.visitor(ahead))
        #expect(try later.refusal() == .codeUsed)
        let next = town.code(ahead + 30)
        _ = try await town.door.prove(code: next, in: attempt, from: town.visitor(ahead + 30)).entry()
    }
}
