import Audit
import City
import People
import Policy
import Store
import Testing
import TwoEngines

@Suite struct `The standing of a contact` {
    private let contact = Contact(id: "ugd", name: "UGD", office: nil, phone: "01 99 00 45 10", hours: nil, mail: nil)
    private let now = TownSample.noon

    @Test(arguments: [(0, false), (92, false), (93, true)])
    func `CT-2: is due again after a quarter`(days: Int64, isDue: Bool) {
        let confirmed = now.adding(seconds: -days * TownSample.day)
        #expect(ContactStanding(contact, confirmedAt: confirmed, answers: (0, 0)).isDue(at: now) == isDue)
        #expect(ContactStanding(contact, confirmedAt: nil, answers: (0, 0)).isDue(at: now))
    }

    @Test(arguments: [((0, 2), false), ((0, 3), true), ((3, 3), false), ((3, 4), true)])
    func `CT-6: is silent by three and more who found nobody`(answers: (Int, Int), isSilent: Bool) {
        #expect(ContactStanding(contact, confirmedAt: now, answers: answers).isSilent == isSilent)
    }
}

@Suite(.onBothEngines) struct `A contact` {
    private let town: TownSample
    private let officer = TownSample.line("0412346", "Martin", "Bob", [.function: "rh", .department: "dpe"])
    private let city: City

    init() async throws {
        town = try await TownSample()
        city = try Self.named(town.city)
        try await town.takeIn([officer, TownSample.line("0412345", "DIOP", "Awa", [.function: "IT"])])
        for number in ["0412345", "0412346"] { try await town.activate(number) }
    }

    private static func named(_ city: City, phone: String = "01 99 00 45 10") throws -> City {
        let contacts = ["ugd-dpe", "it-dasco", "ugd-dasco"].map {
            Contact(id: $0, name: $0, office: nil, phone: phone, hours: nil, mail: nil)
        }
        return try #require(LocalClock(zone: city.timeZone)).city(city, contacts)
    }

    private func held(by agent: String, in other: City? = nil) async throws -> [ContactStanding] {
        let city = other ?? city
        return try await town.database.read {
            try ContactStore.held(by: agent, in: city, at: TownSample.noon, from: $0)
        }
    }

    private func confirm(_ id: String, by agent: String) async throws -> Bool {
        let city = city
        return try await town.database.write {
            try ContactStore.confirm(id, by: agent, in: city, at: TownSample.noon, in: $0)
        }
    }

    @Test func `CT-1: is held by the function in the departments that name it`() async throws {
        #expect(try await held(by: "0412346").map(\.contact.id) == ["ugd-dpe"])
        #expect(try await held(by: "0412345").map(\.contact.id) == ["it-dasco"])
        #expect(try await held(by: "0499999").isEmpty)
    }

    @Test func `CT-1, S-28: is confirmed by its holder alone, with an entry`() async throws {
        for id in ["ugd-dasco", "it-dasco", "nothing"] { #expect(try await confirm(id, by: "0412346") == false) }
        #expect(try await confirm("ugd-dpe", by: "0412346"))
        let entries = try await town.database.read { try AuditLog.entries(after: 0, limit: 99, in: $0) }
        #expect(entries.filter { $0.entry.act == "contact.confirmed" }.map(\.entry.object) == ["ugd-dpe"])
    }

    @Test func `CT-2: that changes in the city file is due again`() async throws {
        #expect(try await confirm("ugd-dpe", by: "0412346"))
        #expect(try await held(by: "0412346").map { $0.isDue(at: TownSample.noon) } == [false])
        let moved = try Self.named(town.city, phone: "01 99 00 45 11")
        #expect(try await held(by: "0412346", in: moved).map { $0.isDue(at: TownSample.noon) } == [true])
    }

    @Test func `CT-6: sums a quarter's answers`() async throws {
        let today = city.day(of: TownSample.noon)
        try await town.database.write { transaction in
            for day in [0, -92, -93] {
                try ContactStore.count(.no, of: "ugd-dpe", on: today.adding(days: day), in: transaction)
            }
            try ContactStore.count(.yes, of: "ugd-dpe", on: today, in: transaction)
        }
        let answers = try #require(try await held(by: "0412346").first).answers
        #expect(answers == (1, 2))
    }
}

extension LocalClock {
    /// The same city with contacts.
    fileprivate func city(_ city: City, _ contacts: [Contact]) -> City {
        City(
            identity: city.identity,
            doors: city.doors,
            structure: CityStructure(
                employers: [:],
                departments: city.departments,
                contacts: Dictionary(contacts.map { ($0.id, $0) }) { first, _ in first }
            ),
            apps: city.apps,
            ruleset: city.ruleset,
            files: city.files,
            choices: CityChoices(),
            clock: self
        )
    }
}
