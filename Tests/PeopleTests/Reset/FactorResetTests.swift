import Audit
import City
import People
import Policy
import Store
import Testing
import TwoEngines
import Web

@Suite(.onBothEngines) struct `A reset by two people` {
    private let town: TownSample
    private let sophie = "0405230"
    private let ada = "0405231"
    private let karim = "0412379"
    private let moussa = "0408112"
    private let yann = "0412377"

    init() async throws {
        town = try await TownSample()
        try await town.takeIn([
            TownSample.line(sophie, "ROY", "Sophie", [.department: "dpe", .function: "Gestionnaire RH"]),
            TownSample.line(ada, "KONÉ", "Ada", [.department: "dpe", .function: "Gestionnaire RH"]),
            TownSample.line(karim, "MÜLLER", "Karim", [.department: "dpe", .function: "Référent informatique"]),
            TownSample.line(moussa, "DIALLO", "Moussa", [.department: "cde"]),
            TownSample.line(yann, "LE GALL", "Yann", [.department: "dpe", .supervisor: moussa]),
            TownSample.line("0412380", "NGUYỄN", "Thị Hồng", [.department: "dpe", .function: "RSSI"]),
            TownSample.line("0412381", "BA", "Awa", [.department: "dasco", .function: "Gestionnaire RH"]),
        ])
        for number in [sophie, ada, karim, moussa, yann, "0412380", "0412381"] { try await town.activate(number) }
    }

    private func moment(_ hours: Int64) -> Instant { TownSample.noon.adding(seconds: hours * 3_600) }

    @discardableResult
    private func open(
        by officer: String? = nil,
        of number: String? = nil,
        because reason: String = "Téléphone perdu",
        identified: FactorReset.Identification? = .paper,
        after hours: Int64 = 0
    ) async throws -> FactorReset? {
        let (now, number, keys) = (moment(hours), number ?? yann, town.keys)
        let officer = DeskOfficer(officer ?? sophie, in: town.city, at: now)
        return try await town.database.write {
            try officer.openReset(for: number, because: reason, identified: identified, keys: keys, at: now, in: $0)
        }
    }

    @discardableResult
    private func confirm(by number: String, at desk: Desk, after hours: Int64 = 0) async throws -> FactorReset? {
        let (now, yann) = (moment(hours), yann)
        let second = SecondPerson(number, at: desk, in: town.city, on: now)
        return try await town.database.write { try second.confirm(yann, at: now, in: $0) }
    }

    private func issue(by officer: String? = nil, after hours: Int64 = 0) async throws -> String? {
        let (now, yann) = (moment(hours), yann)
        let officer = DeskOfficer(officer ?? sophie, in: town.city, at: now)
        return try await town.database.write { transaction in
            guard let progress = try officer.person(yann, in: transaction) else { return nil }
            if let refusal = try officer.refusal(of: .issue, on: progress, in: transaction) { throw refusal }
            return try ActivationStore.issue(for: yann, by: officer.actor, at: now, in: transaction).path
        }
    }

    private func state(after hours: Int64 = 0) async throws -> FactorReset.State? {
        let (now, yann) = (moment(hours), yann)
        return try await town.database.read { try FactorResetStore.newest(of: yann, in: $0)?.state(at: now) }
    }

    private func stop(after hours: Int64 = 0) async throws -> FactorReset? {
        let (own, now) = (OwnReset(of: yann), moment(hours))
        return try await town.database.write { try own.stop(at: now, in: $0) }
    }

    @Test func `RS-10: leads where its table says, and nowhere else`() {
        typealias State = FactorReset.State
        let table: [State: [FactorReset.Act: State]] = [
            .open: [
                .confirm: .confirmed, .decline: .declined, .withdraw: .withdrawn, .stop: .stopped, .expire: .expired,
            ],
            .confirmed: [
                .use: .used, .decline: .declined, .withdraw: .withdrawn, .stop: .stopped, .expire: .expired,
            ],
            .used: [.stop: .stopped],
        ]
        for state in State.allCases {
            for act in FactorReset.Act.allCases { #expect(state.after(act) == table[state]?[act], "\(state) \(act)") }
        }
    }

    @Test func `RS-12, RS-13, S-25: lets the officer issue once it is confirmed, and once`() async throws {
        await #expect(throws: DeskRefusal.twoPeople) { try await issue() }
        try await open()
        await #expect(throws: DeskRefusal.twoPeople) { try await issue() }
        try await confirm(by: moussa, at: .supervisor, after: 1)
        #expect(try await issue(after: 2)?.hasPrefix("/issue/") == true)
        #expect(try await state(after: 2) == .used)
        await #expect(throws: DeskRefusal.twoPeople) { try await issue(after: 3) }
    }

    @Test func `RS-13, S-25: holds where codes and links are made, whichever page of a desk asks`() async throws {
        let (yann, sophie, ada, keys) = (yann, sophie, ada, town.keys)
        await #expect(throws: DeskRefusal.twoPeople) {
            try await town.database.write {
                try ActivationStore.issue(for: yann, by: .agent(sophie), at: TownSample.noon, in: $0).path
            }
        }
        let letter: @Sendable (Transaction) throws -> Void = { transaction in
            try ActivationCodeStore.issue(
                .random(),
                for: yann,
                by: .agent(ada),
                as: .letter,
                days: 30,
                keys: keys,
                at: TownSample.noon,
                in: transaction
            )
        }
        await #expect(throws: DeskRefusal.twoPeople) { try await town.database.write { try letter($0) } }
        try await open()
        try await confirm(by: moussa, at: .supervisor)
        try await town.database.write { try letter($0) }
        #expect(try await state() == .used)
    }

    @Test func `RS-12: is confirmed by the supervisor, an IT contact or another officer of the department`()
        async throws
    {
        for (hours, number, desk) in [(0, moussa, Desk.supervisor), (1, karim, .it), (2, ada, .hr)]
            as [(Int64, String, Desk)]
        {
            try await open(after: hours)
            #expect(try await confirm(by: number, at: desk, after: hours) != nil, "\(desk)")
            #expect(try await issue(after: hours) != nil)
        }
    }

    @Test func `RS-12, S-28, S-29: is confirmed by nobody else, never by opener or agent`() async throws {
        try await open()
        await #expect(throws: ResetRefusal.samePerson) { try await confirm(by: sophie, at: .hr) }
        let strangers = [(ada, Desk.supervisor), (ada, .it), (moussa, .hr), ("0412381", .hr), (yann, .supervisor)]
        for (number, desk) in strangers { #expect(try await confirm(by: number, at: desk) == nil, "\(number) \(desk)") }
        #expect(try await state() == .open)
    }

    @Test func `RS-12, S-16: a supervisor of tomorrow or yesterday is none today`() async throws {
        try await open()
        for days in ["first_day = '2026-11-25'", "first_day = '2020-09-01', last_day = '2026-11-23'"] {
            try await town.database.write {
                try $0.execute("UPDATE assignment SET \(sql: SQL(stringLiteral: days)) WHERE agent = '0412377'")
            }
            #expect(try await confirm(by: moussa, at: .supervisor) == nil)
        }
    }

    @Test func `RS-11, S-28, S-29: is opened for an active access of the own department alone, and not one's own`()
        async throws
    {
        await #expect(throws: DeskRefusal.ownFile) { try await open(of: sophie) }
        await #expect(throws: DeskRefusal.stronger) { try await open(of: "0412380") }
        for number in ["0412381", "0499999"] { #expect(try await open(of: number) == nil) }
        try await town.database.write {
            try $0.execute("UPDATE agent SET credential = 'issued' WHERE number = '0412377'")
        }
        await #expect(throws: ResetRefusal.needless) { try await open() }
    }

    @Test func `RS-11: has a reason, and one is on its way at a time, three a day`() async throws {
        await #expect(throws: ResetRefusal.words) { try await open(because: " x ") }
        await #expect(throws: ResetRefusal.unidentified) { try await open(identified: nil) }
        try await open()
        await #expect(throws: ResetRefusal.live) { try await open(by: ada) }
        for hours in [1, 2] as [Int64] {
            _ = try await stop(after: hours)
            try await open(after: hours)
        }
        _ = try await stop(after: 3)
        await #expect(throws: ResetRefusal.tooMany) { try await open(after: 3) }
        #expect(try await open(after: 25) != nil)
    }

    @Test func `RS-11, RS-5: waits for a passed check when it is asked by telephone`() async throws {
        await #expect(throws: ResetRefusal.unchecked) { try await open(identified: .call) }
        let (officer, keys, yann) = (DeskOfficer(sophie, in: town.city, at: TownSample.noon), town.keys, yann)
        try await town.database.write {
            let check = try officer.beginCheck(of: yann, keys: keys, at: TownSample.noon, in: $0)
            let typed = check?.agentDigits ?? ""
            _ = try officer.answerCheck(of: yann, typed: typed, keys: keys, at: TownSample.noon, in: $0)
        }
        await #expect(throws: ResetRefusal.unchecked) { try await open(by: ada, identified: .call) }
        await #expect(throws: ResetRefusal.unchecked) { try await open(identified: .call, after: 1) }
        #expect(try await open(identified: .call)?.identified == .call)
    }

    @Test func `RS-14: ends by itself after a day, open or confirmed, and another can be opened`() async throws {
        try await open()
        #expect(try await state(after: 23) == .open)
        #expect(try await state(after: 24) == .expired)
        await #expect(throws: ResetRefusal.over) { try await confirm(by: moussa, at: .supervisor, after: 24) }
        try await open(after: 25)
        try await confirm(by: moussa, at: .supervisor, after: 26)
        #expect(try await state(after: 49) == .confirmed)
        await #expect(throws: DeskRefusal.twoPeople) { try await issue(after: 50) }
    }

    @Test func `RS-10: is declined with a reason, or taken back by who opened it`() async throws {
        try await open()
        let (second, yann) = (SecondPerson(moussa, at: .supervisor, in: town.city, on: TownSample.noon), yann)
        await #expect(throws: ResetRefusal.words) {
            try await town.database.write {
                try second.decline(yann, because: "", at: TownSample.noon, in: $0)?.id
            }
        }
        _ = try await town.database.write {
            try second.decline(yann, because: "Il a son téléphone", at: TownSample.noon, in: $0)?.id
        }
        #expect(try await state() == .declined)
        try await open()
        for (officer, isTheirs) in [(ada, false), (sophie, true)] {
            let officer = DeskOfficer(officer, in: town.city, at: TownSample.noon)
            let isDone = try? await town.database.write {
                try officer.withdrawReset(of: yann, at: TownSample.noon, in: $0)
            }
            #expect((isDone == true) == isTheirs)
        }
        #expect(try await state() == .withdrawn)
    }

    @Test func `RS-16: is stopped by the agent, also after the letter, whose link is dead then`() async throws {
        try await open()
        #expect(try await stop() != nil)
        #expect(try await state() == .stopped)
        try await open()
        try await confirm(by: moussa, at: .supervisor)
        let path = try #require(try await issue())
        #expect(try await stop() != nil)
        #expect(try await state() == .stopped)
        let token = try #require(ActivationToken(String(path.dropFirst("/issue/".count))))
        let now = TownSample.noon
        #expect(try await town.database.read { try ActivationStore.state(of: token, at: now, in: $0) } == .replaced)
        #expect(try await stop() == nil)
    }

    @Test func `RS-16: cannot be stopped any more once the letter has served`() async throws {
        try await open()
        try await confirm(by: moussa, at: .supervisor)
        let path = try #require(try await issue())
        let token = try #require(ActivationToken(String(path.dropFirst("/issue/".count))))
        try await town.database.write { _ = try ActivationStore.redeem(token, at: TownSample.noon, in: $0) }
        #expect(try await stop() == nil)
    }

    @Test(arguments: [DeskAct.suspend, .close])
    func `RS-17, S-31: ends with a suspension or a closing`(act: DeskAct) async throws {
        try await open()
        let (officer, yann) = (DeskOfficer(sophie, in: town.city, at: TownSample.noon), yann)
        _ = try await town.database.write {
            try officer.act(act, on: yann, because: "volé", at: TownSample.noon, in: $0)
        }
        #expect(try await state() == .withdrawn)
    }

    @Test func `RS-18: each opening, look, confirmation and use is in the log`() async throws {
        try await open()
        let (second, yann) = (SecondPerson(moussa, at: .supervisor, in: town.city, on: TownSample.noon), yann)
        _ = try await town.database.write { try second.open(yann, at: TownSample.noon, in: $0)?.agent.number }
        try await confirm(by: moussa, at: .supervisor)
        _ = try await issue()
        let acts = try await town.database.read {
            try AuditLog.entries(about: yann, limit: 99, in: $0).map(\.entry.act)
        }
        for act in ["reset.opened", "reset.viewed", "reset.confirmed", "reset.used", "credential.issue"] {
            #expect(acts.contains(act), "\(act)")
        }
    }

    @Test func `RS-12: what waits is listed for those who may confirm, and for nobody else`() async throws {
        try await open()
        let seen = [
            (moussa, Desk.supervisor, 1), (karim, .it, 1), (ada, .hr, 1), (sophie, .hr, 0), ("0412381", .hr, 0),
        ]
        for (number, desk, count) in seen {
            let second = SecondPerson(number, at: desk, in: town.city, on: TownSample.noon)
            let waiting = try await town.database.read { try second.waiting(at: TownSample.noon, in: $0).count }
            #expect(waiting == count, "\(number) \(desk)")
        }
    }
}
