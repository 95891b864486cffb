import Audit
import City
import People
import Policy
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `A caller check` {
    private let town: TownSample
    private let sophie = "0405230"
    private let ada = "0405231"
    private let yann = "0412377"

    init() async throws {
        town = try await TownSample()
        try await town.takeIn([
            TownSample.line(sophie, "ROY", "Sophie", [.department: "dpe", .function: "Gestionnaire RH"]),
            TownSample.line(ada, "KONÉ", "Ada", [.department: "dpe", .function: "Gestionnaire RH"]),
            TownSample.line(yann, "LE GALL", "Yann", [.department: "dpe"]),
            TownSample.line("0412379", "MÜLLER", "Karim", [.department: "dasco"]),
        ])
        for number in [sophie, ada, yann] { try await town.activate(number) }
    }

    private func begin(by officer: String? = nil, of number: String? = nil, after seconds: Int64 = 0) async throws
        -> CallerCheck?
    {
        let (now, number) = (TownSample.noon.adding(seconds: seconds), number ?? yann)
        let (officer, keys) = (DeskOfficer(officer ?? sophie, in: town.city, at: now), town.keys)
        return try await town.database.write { try officer.beginCheck(of: number, keys: keys, at: now, in: $0) }
    }

    private func answer(_ typed: String, by officer: String? = nil, after seconds: Int64 = 10) async throws
        -> CallerCheckStore.Judgement?
    {
        let now = TownSample.noon.adding(seconds: seconds)
        let (officer, keys, yann) = (DeskOfficer(officer ?? sophie, in: town.city, at: now), town.keys, yann)
        return try await town.database.write {
            try officer.answerCheck(of: yann, typed: typed, keys: keys, at: now, in: $0)
        }
    }

    private func isPassed(by officer: String, after seconds: Int64) async throws -> Bool {
        let now = TownSample.noon.adding(seconds: seconds)
        let (officer, keys, yann) = (DeskOfficer(officer, in: town.city, at: now), town.keys, yann)
        return try await town.database.read {
            try officer.check(of: yann, keys: keys, in: $0)?.isPassed(at: now) ?? false
        }
    }

    private func wrong(_ check: CallerCheck) -> String { check.agentDigits == "0000" ? "1111" : "0000" }

    @Test func `RS-1, S-30: its digits are sealed, and stand in no column and no log entry`() async throws {
        let check = try #require(try await begin())
        #expect(check.agentDigits.utf8.count == 4 && check.officerDigits.utf8.count == 4)
        let stored: [UInt8] = try await town.database.read {
            try $0.one("SELECT digits FROM caller_check")?["digits"] ?? []
        }
        #expect(!String(decoding: stored, as: UTF8.self).contains(check.agentDigits))
        #expect(stored.count > 8)
        let yann = yann
        let entries = try await town.database.read { try AuditLog.entries(about: yann, limit: 99, in: $0) }
        #expect(entries.map(\.entry.act).contains("caller.check-begun"))
        #expect(entries.allSatisfy { !$0.entry.detail.json.contains(check.agentDigits) })
    }

    @Test func `RS-2: the agent reads both halves and the officer's name, as long as it waits`() async throws {
        let check = try #require(try await begin())
        let (own, keys) = (OwnReset(of: yann), town.keys)
        let calls = try await town.database.read { try own.calls(keys: keys, at: TownSample.noon, in: $0) }
        #expect(calls.map(\.check) == [check] && calls.map(\.officer) == ["Sophie Roy"])
        let late = TownSample.noon.adding(seconds: 301)
        #expect(try await town.database.read { try own.calls(keys: keys, at: late, in: $0) }.isEmpty)
        let other = OwnReset(of: sophie)
        #expect(try await town.database.read { try other.calls(keys: keys, at: TownSample.noon, in: $0) }.isEmpty)
    }

    @Test func `RS-3: passes by the agent's half alone, in any spelling, and once`() async throws {
        let check = try #require(try await begin())
        if check.officerDigits != check.agentDigits {
            #expect(try await answer(check.officerDigits) == .wrong(left: 2))
        }
        let spelled = check.agentDigits.map(String.init).joined(separator: " ")
        #expect(try await answer(spelled) == .passed)
        #expect(try await answer(check.agentDigits) == .over)
    }

    @Test func `RS-3: ends with the third wrong guess, and after five minutes`() async throws {
        let check = try #require(try await begin())
        for left in [CallerCheckStore.Judgement.wrong(left: 2), .wrong(left: 1), .over] {
            #expect(try await answer(wrong(check)) == left)
        }
        #expect(try await answer(check.agentDigits) == .over)
        let second = try #require(try await begin(after: 20))
        #expect(try await answer(second.agentDigits, after: 320) == .over)
    }

    @Test(arguments: ["", "123", "12345", "12a4", "١٢٣٤"])
    func `RS-3: what is not four digits costs no guess`(typed: String) async throws {
        let check = try #require(try await begin())
        await #expect(throws: ResetRefusal.digits) { try await answer(typed) }
        #expect(try await answer(wrong(check)) == .wrong(left: 2))
    }

    @Test func `RS-3, S-23: a new check ends the one before`() async throws {
        let (first, second) = (try await begin(), try await begin(after: 1))
        let (own, keys) = (OwnReset(of: yann), town.keys)
        let calls = try await town.database.read { try own.calls(keys: keys, at: TownSample.noon, in: $0) }
        #expect(calls.map(\.check) == [second].compactMap(\.self) && first != second)
    }

    @Test func `RS-4: three within an hour about one agent, whoever begins them`() async throws {
        for seconds in [0, 1, 2] as [Int64] { _ = try await begin(by: seconds == 1 ? ada : sophie, after: seconds) }
        await #expect(throws: ResetRefusal.tooManyChecks) { try await begin(by: ada, after: 3_590) }
        #expect(try await begin(after: 3_700) != nil)
    }

    @Test func `RS-4: ten within a day about one agent`() async throws {
        for hour in 0..<10 as Range<Int64> { _ = try await begin(after: hour * 3_601) }
        await #expect(throws: ResetRefusal.tooManyChecks) { try await begin(after: 10 * 3_601) }
        #expect(try await begin(after: 86_500) != nil)
    }

    @Test func `RS-5: serves the officer who passed it, for fifteen minutes`() async throws {
        let check = try #require(try await begin())
        #expect(try await answer(check.agentDigits) == .passed)
        #expect(try await isPassed(by: sophie, after: 909))
        #expect(try await !isPassed(by: sophie, after: 911))
        #expect(try await !isPassed(by: ada, after: 20))
    }

    @Test func `RS-6, S-28, S-29: never about oneself or a foreign person, and logged when passed and failed`()
        async throws
    {
        await #expect(throws: DeskRefusal.ownFile) { try await begin(of: sophie) }
        #expect(try await begin(of: "0412379") == nil)
        let check = try #require(try await begin())
        _ = try await answer(wrong(check))
        _ = try await answer(check.agentDigits)
        let yann = yann
        let acts = try await town.database.read {
            try AuditLog.entries(about: yann, limit: 99, in: $0).map(\.entry.act)
        }
        for act in ["caller.check-begun", "caller.check-failed", "caller.check-passed"] {
            #expect(acts.count { $0 == act } == 1, "\(act)")
        }
    }
}
