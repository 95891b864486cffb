import Audit
import Policy
import Store
import Testing
import TwoEngines

@testable import People

@Suite struct `An activation code` {
    @Test func `X-16: is sixteen characters in groups of four, without look-alikes`() {
        for _ in 0..<200 {
            let code = ActivationCode.random()
            #expect(code.text.split(separator: " ").map(\.utf8.count) == [4, 4, 4, 4])
            #expect(!code.letters.contains { "OILU".contains($0) })
        }
    }

    @Test func `X-16: is taken with any separators, in any case, with O for 0 and I or L for 1`() throws {
        for _ in 0..<200 {
            let code = ActivationCode.random()
            let worn = code.text.lowercased().replacing("0", with: "o").replacing("1", with: "l")
            for typed in [worn, worn.replacing(" ", with: "-"), worn.replacing(" ", with: "\u{202F}—"), code.letters] {
                #expect(try ActivationCode(typed: typed) == code)
            }
            #expect(try ActivationCode(typed: code.text.replacing("1", with: "I")) == code)
        }
    }

    @Test func `X-16: tells every wrong character and every exchange of two from another code`() {
        for _ in 0..<20 {
            let letters = Array(ActivationCode.random().letters.utf8)
            for place in letters.indices {
                for other in ActivationCode.alphabet where other != letters[place] {
                    var slip = letters
                    slip[place] = other
                    #expect(throws: ActivationCodeSlip.check) { try ActivationCode(typed: text(slip)) }
                }
                for second in letters.indices where letters[second] != letters[place] {
                    var slip = letters
                    slip.swapAt(place, second)
                    #expect(throws: ActivationCodeSlip.check) { try ActivationCode(typed: text(slip)) }
                }
            }
        }
    }

    @Test(arguments: ["", "7KQ2", "7KQ2 M4XD 9TRA 5WHC 5", String(repeating: "7", count: 5_000)])
    func `of another length says how many were typed`(typed: String) {
        #expect(throws: ActivationCodeSlip.self) { try ActivationCode(typed: typed) }
    }

    @Test(arguments: ["7KQ2 M4XD 9TRA 5WHU", "é", "7KQ2\u{301} M4XD 9TRA 5WHC", "７KQ2 M4XD 9TRA 5WHC"])
    func `takes no character that no code has`(typed: String) {
        #expect(throws: ActivationCodeSlip.character) { try ActivationCode(typed: typed) }
    }

    private func text(_ letters: [UInt8]) -> String { String(decoding: letters, as: UTF8.self) }
}

@Suite(.onBothEngines) struct `The code of a letter` {
    private let town: TownSample
    private let keys = KeyFile.inMemory()
    private let noon = TownSample.noon

    init() async throws {
        town = try await TownSample()
        try await town.takeIn([
            TownSample.line("0412345", "Ba", "Awa"), TownSample.line("0400002", "Le Gall", "Yann"),
        ])
    }

    @Test func `S-13: serves its own agent alone, and is not what the store keeps`() async throws {
        let code = try await issue("0412345")
        #expect(try await find(code, of: "0412345")?.agent == "0412345")
        #expect(try await find(code, of: "0400002") == nil)
        #expect(try await find(code, of: nil) == nil)
        #expect(try await find(.random(), of: "0412345") == nil)
        let kept: [UInt8]? = try await town.database.read { try $0.one("SELECT code FROM activation_code")?["code"] }
        #expect(kept?.count == 32 && kept != Array(code.letters.utf8))
    }

    @Test func `S-23: a new letter kills the code before it, and so do a link and a suspension`() async throws {
        let first = try await issue("0412345")
        let second = try await issue("0412345")
        #expect(try await find(first, of: "0412345") == nil)
        #expect(try await find(second, of: "0412345") != nil)
        try await town.database.write {
            _ = try ActivationStore.issue(for: "0412345", by: .terminal, at: TownSample.noon, in: $0)
        }
        #expect(try await find(second, of: "0412345") == nil)
        let third = try await issue("0412345")
        try await town.database.write {
            try CredentialStore.suspend("0412345", because: "x", by: .terminal, at: TownSample.noon, in: $0)
        }
        #expect(try await find(third, of: "0412345") == nil)
    }

    @Test func `kills the link before it`() async throws {
        let link = try await town.database.write {
            try ActivationStore.issue(for: "0412345", by: .terminal, at: TownSample.noon, in: $0)
        }
        _ = try await issue("0412345")
        let state = try await town.database.read {
            try ActivationStore.state(of: link.token, at: TownSample.noon, in: $0)
        }
        #expect(state == .replaced)
    }

    @Test func `ends on its day, to the second`() async throws {
        let code = try await issue("0412345", days: 2)
        #expect(try await find(code, of: "0412345", at: noon.adding(seconds: 2 * TownSample.day - 1)) != nil)
        #expect(try await find(code, of: "0412345", at: noon.adding(seconds: 2 * TownSample.day)) == nil)
    }

    @Test func `S-23: is used once, also by two at the same time`() async throws {
        let code = try await issue("0412345")
        let live = try #require(try await find(code, of: "0412345"))
        let database = town.database
        let successes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let isFirst = try? await database.write {
                        try ActivationCodeStore.redeem(live, at: TownSample.noon, in: $0)
                    }
                    return isFirst ?? false
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(successes == 1)
        #expect(try await town.agent("0412345")?.credential.step == .active)
    }

    @Test func `S-21: an unknown agent, a wrong code and an expired one cost the same statements`() async throws {
        let code = try await issue("0412345")
        let late = noon.adding(seconds: 40 * TownSample.day)
        var works: Set<[String]> = []
        for (typed, agent, now) in [
            (code, "0412345", noon), (.random(), "0412345", noon), (code, nil, noon), (code, "0412345", late),
            (code, "0400002", noon),
        ] as [(ActivationCode, String?, Instant)] {
            works.insert(try await town.database.statements.texts { _ = try await find(typed, of: agent, at: now) })
        }
        #expect(works.count == 1)
    }

    private func issue(_ number: String, days: Int = 30) async throws -> ActivationCode {
        let (code, keys) = (ActivationCode.random(), keys)
        try await town.database.write {
            try ActivationCodeStore.issue(
                code,
                for: number,
                by: .terminal,
                as: .letter,
                days: days,
                keys: keys,
                at: TownSample.noon,
                in: $0
            )
        }
        return code
    }

    private func find(_ code: ActivationCode, of number: String?, at now: Instant = TownSample.noon) async throws
        -> LiveActivationCode?
    {
        let keys = keys
        return try await town.database.read {
            try ActivationCodeStore.find(code, of: number, keys: keys, at: now, in: $0)
        }
    }
}
