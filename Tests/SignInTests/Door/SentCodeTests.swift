import Foundation
import People
import Policy
import SignIn
import Store
import Testing
import TwoEngines
import Web

@Suite(.onBothEngines) struct `A code by SMS` {
    private func attempt(_ town: SmallTown, at seconds: Int64 = 0) async throws -> SignInAttempt {
        try await town.door.prove(town.typed(SmallTown.ines), from: town.visitor(seconds)).attempt()
    }

    @Test func `S-23: leaves with the right password, and opens a session whose factor is known`() async throws {
        let town = try await SmallTown()
        let attempt = try await attempt(town)
        #expect(town.phone.messages.map(\.person.phone) == ["+33639984511"])
        let entry = try await town.door.prove(code: town.phone.code, by: .sms, in: attempt, from: town.visitor(20))
            .entry()
        let look = town.table.find(entry.portal.hash, host: "nomades.example", at: town.nine.adding(seconds: 20))
        #expect(look?.assurance.factor == .sms)
    }

    @Test func `X-15: its last line ties it to the portal's host, and it fits one plain message`() async throws {
        let town = try await SmallTown()
        _ = try await attempt(town)
        let lines = town.phone.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.last == "@nomades.example #\(town.phone.code)")
        #expect(lines.first?.hasPrefix(town.phone.code) == true)
        for language in Language.allCases {
            let words = CodeWords(host: "portail.ville-de-nomades.fr", language: language)
            #expect((GSM7.length(words.text("482913", .sms)) ?? 161) <= 160)
        }
    }

    @Test func `S-23: is good for five minutes and no second longer`() async throws {
        let town = try await SmallTown()
        let attempt = try await attempt(town)
        let late = try await town.door.prove(code: town.phone.code, by: .sms, in: attempt, from: town.visitor(300))
        #expect(try late.refusal() == .codeExpired)
    }

    @Test func `S-23: bears three wrong guesses, then not even the right one`() async throws {
        let town = try await SmallTown()
        let attempt = try await attempt(town)
        let wrong = town.phone.code == "000000" ? "000001" : "000000"
        var refusals: [SignInRefusal] = []
        for second in [10, 20, 30] as [Int64] {
            let visitor = town.visitor(second)
            refusals.append(try await town.door.prove(code: wrong, by: .sms, in: attempt, from: visitor).refusal())
        }
        #expect(refusals == [.codeTriesLeft(2), .codeTriesLeft(1), .codeSpent])
        let right = try await town.door.prove(code: town.phone.code, by: .sms, in: attempt, from: town.visitor(60))
        #expect(try right.refusal() == .codeSpent)
    }

    @Test func `S-23: a new one kills the old`() async throws {
        let town = try await SmallTown()
        let attempt = try await attempt(town)
        let old = town.phone.code
        #expect(try await town.door.send(by: .sms, in: attempt, from: town.visitor(31)) == nil)
        guard old != town.phone.code else { return }
        let outcome = try await town.door.prove(code: old, by: .sms, in: attempt, from: town.visitor(40))
        #expect(try outcome.refusal() == .codeTriesLeft(2))
        _ = try await town.door.prove(code: town.phone.code, by: .sms, in: attempt, from: town.visitor(50)).entry()
    }

    @Test func `S-23: opens once, also for those who come at the same time`() async throws {
        let town = try await SmallTown()
        let attempt = try await attempt(town)
        let code = town.phone.code
        let entries = try await withThrowingTaskGroup(of: Bool.self) { group in
            for second in 10..<14 as Range<Int64> {
                group.addTask {
                    let visitor = town.visitor(second, peer: "192.0.2.\(second)")
                    guard case .entered = try await town.door.prove(code: code, by: .sms, in: attempt, from: visitor)
                    else { return false }
                    return true
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(entries == 1)
    }

    @Test func `X-14: the next may leave after half a minute, then a whole one, then two`() async throws {
        let town = try await SmallTown()
        let attempt = try await attempt(town)
        func send(_ second: Int64) async throws -> SignInRefusal? {
            try await town.door.send(by: .sms, in: attempt, from: town.visitor(second))
        }
        #expect(try await send(29) == .codeSoon(seconds: 1))
        #expect(try await send(30) == nil)
        #expect(try await send(89) == .codeSoon(seconds: 1))
        #expect(try await send(90) == nil)
        #expect(try await send(209) == .codeSoon(seconds: 1))
        #expect(try await send(210) == nil)
        #expect(town.phone.messages.count == 4)
    }

    @Test func `S-23: a person's budget is five an hour, and its end is named`() async throws {
        let town = try await SmallTown()
        let attempt = try await attempt(town)
        for second in [30, 90, 210, 450] as [Int64] {
            #expect(try await town.door.send(by: .sms, in: attempt, from: town.visitor(second)) == nil)
        }
        let again = try await self.attempt(town, at: 1_000)
        let refusal = try await town.door.send(by: .sms, in: again, from: town.visitor(1_001))
        #expect(refusal == .codeBudget(until: town.nine.adding(seconds: 3_600)))
        #expect(town.phone.messages.count == 5)
    }

    @Test func `S-23: a voice spells the digits twice, where the city has calls`() async throws {
        let town = try await SmallTown()
        let attempt = try await attempt(town)
        #expect(try await town.door.send(by: .voice, in: attempt, from: town.visitor(31)) == nil)
        let digits = try #require(town.phone.text.firstMatch(of: /([0-9], ){5}[0-9]/)).output.0
        #expect(town.phone.text.components(separatedBy: String(digits)).count == 3)
        let code = digits.filter(\.isNumber)
        _ = try await town.door.prove(code: code, by: .voice, in: attempt, from: town.visitor(60)).entry()
    }

    @Test func `S-24: is asked by no other proof, nor by one that the person does not hold`() async throws {
        let town = try await SmallTown()
        let attempt = try await attempt(town)
        let code = town.phone.code
        for factor in [Factor.authenticator, .sheet, .token] {
            let outcome = try await town.door.prove(code: code, by: factor, in: attempt, from: town.visitor(9))
            #expect(try outcome.refusal() == .codeWrong, "\(factor)")
        }
        _ = try await town.door.prove(code: code, by: .sms, in: attempt, from: town.visitor(60)).entry()
    }

    @Test func `S-22: guesses at it are counted with all others`() async throws {
        let town = try await SmallTown()
        let attempt = try await attempt(town)
        let wrong = town.phone.code == "000000" ? "000001" : "000000"
        for _ in 0..<3 { _ = try await town.door.prove(code: wrong, by: .sms, in: attempt, from: town.visitor(5)) }
        let outcome = try await town.door.prove(code: wrong, by: .sms, in: attempt, from: town.visitor(5))
        guard case .slowed = try outcome.refusal() else { throw Unexpected(outcome) }
    }

    @Test func `S-30: stands in no table, neither as digits nor in the words of its message`() async throws {
        let town = try await SmallTown()
        _ = try await attempt(town)
        let code = town.phone.code
        let rows = try await town.database.read { reading in
            let tables: [SQL] = [
                "SELECT * FROM message", "SELECT * FROM sent_code", "SELECT * FROM audit_entry",
                "SELECT * FROM message_count",
            ]
            return try tables.flatMap { try reading.query($0).map { "\($0)" } }
        }
        #expect(!rows.isEmpty && !rows.contains { $0.contains(code) || $0.contains(shown(code)) })
        #expect(!"\(town.phone.messages)".contains(code))
    }
}
