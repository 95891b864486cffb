import Audit
import City
import Policy
import Store
import Testing
import TwoEngines
import Web

@testable import People

/// The staff file brings Fatou Traoré twice: by the DPE's office and by the schools', under two numbers.
@Suite(.onBothEngines) struct `One person under two numbers` {
    private let town: TownSample
    private let sophie = "0405230"
    private let security = "0412380"
    private let fatou = "0416203"
    private let again = "0419999"

    init() async throws {
        town = try await TownSample()
        try await town.takeIn(feed())
        for number in [sophie, security, fatou, again] { try await town.activate(number) }
    }

    private func feed(_ more: [String] = []) -> [String] {
        let dpe: [FeedColumn: String] = [.department: "dpe", .birthDate: "1999-03-14"]
        return [
            TownSample.line(
                sophie,
                "ROY",
                "Sophie",
                [.department: "dpe", .function: "Gestionnaire RH", .birthDate: "1979-12-11"]
            ),
            TownSample.line(security, "NGUYỄN", "Thị Hồng", dpe.merging([.function: "RSSI"]) { $1 }),
            TownSample.line("0412381", "NGUYEN", "Thi Hong", dpe), TownSample.line(fatou, "TRAORÉ", "Fatou", dpe),
            TownSample.line(again, "TRAORE", "Fatou Aminata", dpe),
            TownSample.line("0416204", "TRAORÉ", "Awa", dpe),
            TownSample.line("0416205", "TRAORÉ", "Fatou", dpe.merging([.department: "dasco"]) { $1 }),
        ] + more
    }

    private func desk(_ officer: String? = nil) -> DeclarationDesk {
        DeclarationDesk(DeskOfficer(officer ?? sophie, in: town.city, at: TownSample.noon), keys: town.keys)
    }

    private func twins(of number: String) async throws -> [String] {
        let agent = try #require(try await town.agent(number))
        return try await town.database.read { try desk().twins(of: agent, nil, in: $0).map(\.number) }
    }

    private func merge(_ number: String, into kept: String) async throws -> Bool {
        try await town.database.write { try desk().merge(number, into: kept, at: TownSample.noon, in: $0) }
    }

    private func acts(about number: String) async throws -> [String] {
        try await town.database.read { try AuditLog.entries(about: number, limit: 9, in: $0).map(\.entry.act) }
    }

    @Test func `DU-1, S-28: is named by name and birth date, in the own departments, and no sibling`() async throws {
        #expect(try await twins(of: fatou) == [again])
        #expect(try await twins(of: again) == [fatou])
        #expect(try await twins(of: "0416204").isEmpty)
        try await town.database.write {
            try CredentialStore.close(again, because: "essai", by: .terminal, at: TownSample.noon, in: $0)
        }
        #expect(try await twins(of: fatou).isEmpty, "a closed number would take the access that is left with it")
        #expect(try await twins(of: again).isEmpty)
        #expect(try await twins(of: sophie).isEmpty)
    }

    @Test func `DU-1: stands in the list's own filter, where name and date are the same`() async throws {
        let scope = DeskOfficer(sophie, in: town.city, at: TownSample.noon).scope
        let listed = try await town.database.read { [city = town.city] in
            try DeskStore.list(DeskQuestion(filter: .twins, order: .name), scope, in: city, from: $0).rows
        }
        #expect(listed.map(\.agent.number).sorted() == ["0412381", security].sorted())
    }

    @Test func `DU-2, S-31: leaves one access and one log that says so`() async throws {
        #expect(try await merge(again, into: fatou))
        let (closed, kept) = (try await town.agent(again), try await town.agent(fatou))
        #expect(closed?.credential.step == .closed && kept?.credential.step == .active)
        #expect(closed?.assignments.count == 1)
        #expect(try await acts(about: again).contains("agent.merged"))
        #expect(try await acts(about: fatou).contains("agent.merged"))
        #expect(try await twins(of: fatou).isEmpty)
        await #expect(throws: DeskRefusal.noTwin) { try await merge(again, into: fatou) }
        await #expect(throws: DeskRefusal.noTwin) { try await merge(fatou, into: again) }
    }

    @Test func `DU-3, PE-23: no later line of the staff file opens the second number anew`() async throws {
        #expect(try await merge(again, into: fatou))
        let later: [FeedColumn: String] = [.department: "dpe", .birthDate: "1999-03-14", .from: "2026-11-20"]
        let plan = try await town.takeIn(feed([TownSample.line(again, "TRAORE", "Fatou Aminata", later)]))
        #expect(plan.changed.map(\.number) == [again])
        #expect(try await town.agent(again)?.credential.step == .closed)
        #expect(try await town.agent(fatou)?.credential.step == .active)
    }

    @Test func `DU-4, S-29: is nobody's own act, and none on who holds the security desk, on either side`() async throws
    {
        await #expect(throws: DeskRefusal.stronger) { try await merge(security, into: "0412381") }
        await #expect(throws: DeskRefusal.stronger) { try await merge("0412381", into: security) }
        let own = TownSample.line("0405231", "ROY", "Sophie", [.department: "dpe", .birthDate: "1979-12-11"])
        try await town.takeIn(feed([own]))
        for (number, kept) in [(sophie, "0405231"), ("0405231", sophie)] {
            await #expect(throws: DeskRefusal.ownFile) { try await merge(number, into: kept) }
        }
    }
}
