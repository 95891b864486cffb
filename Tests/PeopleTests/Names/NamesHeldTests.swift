import People
import Policy
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `Names and identifiers held` {
    private func resolve(_ typed: String, in town: TownSample, at now: Instant = TownSample.noon) async throws
        -> String?
    {
        try await town.database.read { try AgentStore.resolve(TypedIdentifier(typed), at: now, in: $0) }
    }

    @Test(arguments: ["0412345", " 041 2345", "awa.diop", "AWA . Diop", "Awa.Diop@Nomades.example"])
    func `one person stands behind whatever was typed`(typed: String) async throws {
        let town = try await TownSample()
        try await town.takeIn([TownSample.line("0412345", "DIOP", "Awa", [.mail: "awa.diop@nomades.example"])])
        #expect(try await resolve(typed, in: town) == "0412345")
    }

    @Test func `an address that two people share is nobody's`() async throws {
        let town = try await TownSample()
        let shared: [FeedColumn: String] = [.mail: "cuisine@nomades.example"]
        try await town.takeIn([
            TownSample.line("0412345", "DIOP", "Awa", shared), TownSample.line("0412346", "Martin", "Bob", shared),
        ])
        #expect(try await resolve("cuisine@nomades.example", in: town) == nil)
    }

    @Test(arguments: ["0999999", "nobody.here", "nobody@nomades.example", "", "1.1"])
    func `S-21: nobody costs the statements of somebody`(typed: String) async throws {
        let town = try await TownSample()
        try await town.takeIn([TownSample.line("0412345", "DIOP", "Awa")])
        let before = town.database.statements.count
        #expect(try await resolve(typed, in: town) == nil)
        let unknown = town.database.statements.count - before
        _ = try await resolve("0412345", in: town)
        #expect(town.database.statements.count - before == 2 * unknown)
    }

    @Test func `D-103: homonyms are numbered in the order of the feed and keep their numbers`() async throws {
        let town = try await TownSample()
        let martins = (1...3).map { TownSample.line("041234\($0)", "Martin", "Jean") }
        try await town.takeIn(martins)
        try await town.takeIn([martins[2], martins[0]], mode: .force)
        try await town.takeIn(martins + [TownSample.line("0412344", "MARTIN", "JEAN")], mode: .force)
        let identifiers = try await town.database.read { reading in
            try AgentStore.agents(in: reading).values.sorted { $0.number < $1.number }.map(\.identifier.text)
        }
        #expect(identifiers == ["jean.martin", "jean.martin2", "jean.martin3", "jean.martin4"])
    }

    @Test func `D-104: after a change of name the old identifier serves for 90 days and is never given again`()
        async throws
    {
        let town = try await TownSample()
        try await town.takeIn([TownSample.line("0412345", "Martin", "Jeanne")])
        let married = TownSample.line("0412345", "Martin", "Jeanne", [.usageName: "Le Goff"])
        try await town.takeIn([married, TownSample.line("0412346", "Martin", "Jeanne")])
        #expect(try await town.agent("0412345")?.identifier.text == "jeanne.le-goff")
        #expect(try await town.agent("0412346")?.identifier.text == "jeanne.martin2")
        let last = TownSample.noon.adding(seconds: 90 * TownSample.day - 1)
        #expect(try await resolve("jeanne.martin", in: town, at: last) == "0412345")
        #expect(try await resolve("jeanne.martin", in: town, at: last.adding(seconds: 1)) == nil)
    }

    @Test func `D-105: capitals never replace a better spelling, and change nothing`() async throws {
        let town = try await TownSample()
        try await town.takeIn([TownSample.line("0412345", "Müller", "Zoé")])
        #expect(try await town.takeIn([TownSample.line("0412345", "MUELLER", "ZOE")]).unchanged == 1)
        #expect(try await town.agent("0412345")?.names.full == "Zoé Müller")
    }

    @Test func `D-105: a better spelling replaces capitals and keeps the identifier`() async throws {
        let town = try await TownSample()
        try await town.takeIn([TownSample.line("0412345", "NGUYEN", "THI HONG")])
        #expect(try await town.takeIn([TownSample.line("0412345", "Nguyễn", "Thị Hồng")]).changed.count == 1)
        #expect(try await town.agent("0412345")?.names.full == "Thị Hồng Nguyễn")
        #expect(try await town.agent("0412345")?.identifier.text == "thi.nguyen")
    }

    @Test func `D-106: a name without Latin form has the employee number as identifier`() async throws {
        let town = try await TownSample()
        try await town.takeIn([TownSample.line("0412345", "山田", "花子")])
        #expect(try await town.agent("0412345")?.identifier.text == "0412345")
        #expect(try await resolve("0412345", in: town) == "0412345")
    }
}
