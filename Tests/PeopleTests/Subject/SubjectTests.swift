import City
import People
import Policy
import Store
import Testing
import TwoEngines
import Web

@Suite(.onBothEngines) struct `An agent as the subject of a decision` {
    private func town(_ lines: [String]) async throws -> TownSample {
        let town = try await TownSample()
        try await town.takeIn(lines)
        try await town.activate("0412345")
        return town
    }

    @Test func `has the assignments in force, each with its own contacts`() async throws {
        let town = try await town([
            TownSample.line("0412345", "DIOP", "Awa", [.function: "Cantine", .supervisor: "0412346"]),
            TownSample.line("0412345", "DIOP", "Awa", [.department: "cde", .function: "Aide", .from: "2026-01-01"]),
            TownSample.line("0412345", "DIOP", "Awa", [.department: "dpe", .from: "2026-11-25"]),
            TownSample.line("0412346", "Martin", "Bob"),
        ])
        let subject = try #require(try await town.subject("0412345"))
        #expect(subject.credential == .active)
        #expect(subject.assignments.map(\.department) == ["dasco", "cde"])
        let contacts = Contacts(hrOffice: "ugd-dasco", itContact: "it-dasco", supervisor: "0412346")
        #expect(subject.assignments.first?.contacts == contacts)
        #expect(subject.assignments.map(\.function) == ["cantine", "aide"])
    }

    @Test func `has its function as the rule spells it`() async throws {
        let town = try await town([TownSample.line("0412345", "DIOP", "Awa", [.function: "GESTIONNAIRE RH"])])
        #expect(try await town.subject("0412345")?.assignments.first?.function == "Gestionnaire RH")
        #expect(try await town.subject("0412345")?.assignments.first?.title == "GESTIONNAIRE RH")
    }

    @Test func `S-16: has another perimeter from midnight, city time, without any act`() async throws {
        let town = try await town([
            TownSample.line("0412345", "DIOP", "Awa", [.until: "2026-11-24"]),
            TownSample.line("0412345", "DIOP", "Awa", [.department: "dpe", .from: "2026-11-25"]),
        ])
        let tomorrow = town.city.day(of: TownSample.noon).adding(days: 1)
        let midnight = try #require(town.city.midnight(of: tomorrow))
        let before = try await town.subject("0412345", at: midnight.adding(seconds: -1))
        let after = try await town.subject("0412345", at: midnight)
        #expect(before?.assignments.map(\.department) == ["dasco"])
        #expect(after?.assignments.map(\.department) == ["dpe"])
        let turning = try await town.database.read {
            try AgentStore.numbersTurning(on: town.city.day(of: midnight), in: $0)
        }
        #expect(turning == ["0412345"])
    }

    @Test func `has no second factor where no department gives one`() async throws {
        let without = try await town([TownSample.line("0412345", "DIOP", "Awa", [.department: "cde"])])
        #expect(try await without.subject("0412345")?.factors == [])
        let with = try await town([
            TownSample.line("0412345", "DIOP", "Awa", [.department: "cde"]),
            TownSample.line("0412345", "DIOP", "Awa", [.department: "dpe"]),
        ])
        #expect(try await with.subject("0412345")?.factors == [.authenticator])
    }

    @Test func `keeps the contacts of the last structure after leaving, with a credential that has left`() async throws
    {
        let town = try await town([
            TownSample.line("0412345", "DIOP", "Awa", [.department: "dpe", .until: "2025-06-30"]),
            TownSample.line("0412345", "DIOP", "Awa", [.until: "2026-06-30", .from: "2025-07-01"]),
        ])
        let subject = try #require(try await town.subject("0412345"))
        #expect(subject.credential == .left)
        #expect(subject.assignments.map(\.department) == ["dasco"])
    }

    @Test func `is nobody when the number is nobody's`() async throws {
        let town = try await TownSample()
        #expect(try await town.subject("0999999") == nil)
    }

    @Test func `holds the desks of its functions and of those it leads`() async throws {
        let town = try await town([
            TownSample.line("0412345", "DIOP", "Awa", [.function: "Gestionnaire RH"]),
            TownSample.line("0412346", "Martin", "Bob", [.supervisor: "0412345"]),
        ])
        let today = town.city.day(of: TownSample.noon)
        let agent = try #require(try await town.agent("0412345"))
        #expect(
            try await town.database.read { try AgentStore.desks(of: agent, on: today, in: $0) } == [.hr, .supervisor]
        )
        let bob = try #require(try await town.agent("0412346"))
        #expect(try await town.database.read { try AgentStore.desks(of: bob, on: today, in: $0) } == [])
    }
}

@Suite(.onBothEngines) struct `The city's calendar` {
    @Test(arguments: [
        ("2026-11-24T00:00", "2026-11-24"), ("2026-11-24T23:59", "2026-11-24"), ("2026-03-29T23:30", "2026-03-29"),
        ("2026-07-01T00:30", "2026-07-01"), ("2026-01-01T00:00", "2026-01-01"), ("2026-12-31T23:59", "2026-12-31"),
    ])
    func `has the day that the wall clock shows`(local: String, day: String) async throws {
        let city = try await TownSample().city
        #expect(city.day(of: try #require(city.instant(local: local))).description == day)
    }
}
