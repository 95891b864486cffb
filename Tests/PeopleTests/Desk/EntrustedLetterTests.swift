import Audit
import City
import Policy
import Store
import Testing
import TwoEngines

@testable import People

@Suite(.onBothEngines) struct `A letter entrusted to a head of site` {
    private let town: TownSample
    private let sophie = "0405230"
    private let yann = "0412377"
    private let moussa = "0408112"
    private let karim = "0412379"
    private let code = ActivationCode.random()

    init() async throws {
        town = try await TownSample()
        try await town.takeIn([
            TownSample.line(sophie, "ROY", "Sophie", [.department: "dpe", .function: "Gestionnaire RH"]),
            TownSample.line(moussa, "DIALLO", "Moussa"),
            TownSample.line(karim, "MÜLLER", "Karim"),
            TownSample.line(yann, "LE GALL", "Yann", [.department: "dpe", .supervisor: moussa]),
            TownSample.line("0412378", "D'HAËNE", "Éloïse", [.department: "dpe", .supervisor: sophie]),
            TownSample.line("0412380", "BA", "Awa", [.department: "dpe", .supervisor: karim]),
        ])
        for number in [sophie, moussa] { try await town.activate(number) }
    }

    private var officer: DeskOfficer { DeskOfficer(sophie, in: town.city, at: TownSample.noon) }

    /// Issues Yann's letter and entrusts it, in one transaction as the desk does.
    private func entrust(to head: String, _ code: ActivationCode? = nil) async throws {
        let (officer, keys, yann, code) = (officer, town.keys, yann, code ?? self.code)
        try await town.database.write { transaction in
            try ActivationCodeStore.issue(
                code,
                for: yann,
                by: officer.actor,
                as: .letter,
                days: 30,
                keys: keys,
                at: TownSample.noon,
                in: transaction
            )
            try officer.entrust([yann], to: head, at: TownSample.noon, in: transaction)
        }
    }

    private func handOver(by head: String, _ identified: FactorReset.Identification? = .paper, after days: Int64 = 0)
        async throws -> Bool
    {
        let now = TownSample.noon.adding(seconds: days * TownSample.day)
        let supervisor = Supervisor(head, in: town.city, at: now)
        return try await town.database.write { [yann] in
            try supervisor.handOver(letterOf: yann, identified: identified, at: now, in: $0)
        }
    }

    private func opens(_ code: ActivationCode? = nil) async throws -> Bool {
        let (keys, yann, code) = (town.keys, yann, code ?? self.code)
        return try await town.database.read {
            try ActivationCodeStore.find(code, of: yann, keys: keys, at: TownSample.noon, in: $0) != nil
        }
    }

    private func heads(of number: String) async throws -> [String] {
        let officer = officer
        return try await town.database.read { try officer.heads(of: number, in: $0).map(\.number) }
    }

    @Test func `EL-1: is for a supervisor with an active access, never for the officer, and for nobody else`()
        async throws
    {
        #expect(try await heads(of: yann) == [moussa])
        for number in ["0412378", "0412380"] { #expect(try await heads(of: number) == []) }
        for head in [karim, sophie, yann, "0499999"] {
            await #expect(throws: DeskRefusal.noHead) { try await entrust(to: head) }
        }
        #expect(try await !opens())
        #expect(try await town.agent(yann)?.credential.step == .declared)
    }

    @Test func `EL-2: opens nothing before the head of site confirms, and the activation from then on`() async throws {
        try await entrust(to: moussa)
        #expect(try await !opens())
        #expect(try await handOver(by: moussa))
        #expect(try await opens())
    }

    @Test func `EL-2, S-21: costs one that was not handed over the same statements as a wrong one`() async throws {
        try await entrust(to: moussa)
        let right = try await town.database.statements.texts { _ = try await opens() }
        let wrong = try await town.database.statements.texts { _ = try await opens(.random()) }
        #expect(right == wrong)
    }

    @Test func `EL-3, S-28: is confirmed by that head of site alone, who says that a paper was seen`() async throws {
        try await entrust(to: moussa)
        await #expect(throws: TeamLetterRefusal.unseen) { try await handOver(by: moussa, nil) }
        for other in [karim, sophie, "0499999"] { #expect(try await !handOver(by: other), "\(other)") }
        await #expect(throws: TeamLetterRefusal.none) { try await handOver(by: moussa, after: 30) }
        #expect(try await !opens())
        try await town.database.write {
            try $0.execute("UPDATE assignment SET supervisor = '0405230' WHERE agent = '0412377'")
        }
        #expect(try await !handOver(by: moussa))
        await #expect(throws: TeamLetterRefusal.none) { try await handOver(by: sophie) }
        #expect(try await !opens())
    }

    @Test func `EL-3, S-23: is confirmed once, and never for a letter that another has replaced`() async throws {
        try await entrust(to: moussa)
        #expect(try await handOver(by: moussa))
        await #expect(throws: TeamLetterRefusal.none) { try await handOver(by: moussa) }
        let next = ActivationCode.random()
        try await entrust(to: moussa, next)
        for code in [code, next] { #expect(try await !opens(code)) }
        try await town.issueLetter(to: yann, by: officer.actor)
        await #expect(throws: TeamLetterRefusal.none) { try await handOver(by: moussa) }
        #expect(try await !opens(next))
    }

    @Test func `EL-4: is in the log with both names, when entrusted and when handed over`() async throws {
        try await entrust(to: moussa)
        _ = try await handOver(by: moussa)
        let entries = try await town.database.read { [yann] in
            try AuditLog.entries(about: yann, limit: 20, in: $0).map(\.entry)
        }
        let (given, handed) = (
            entries.first { $0.act == "letter.entrusted" }, entries.first { $0.act == "letter.handed-over" }
        )
        #expect(given?.who == .agent(sophie) && given?.detail == AuditDetail(["to": moussa]))
        #expect(handed?.who == .agent(moussa))
        #expect(handed?.detail == AuditDetail(["issued-by": officer.actor.text]))
    }
}
