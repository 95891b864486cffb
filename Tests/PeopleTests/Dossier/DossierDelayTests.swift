import People
import Policy
import Store
import Testing
import TwoEngines

@Suite(.onBothEngines) struct `The delay of a dossier` {
    private func delays(activatedAfter days: [Int64]) async throws -> [String: DossierDelay] {
        let town = try await TownSample()
        let lines = days.indices.map { TownSample.line("041200\($0)", "Agent\($0)", "Zoé") }
        try await town.takeIn(lines)
        for (index, count) in days.enumerated() {
            try await town.activate("041200\(index)", at: TownSample.noon.adding(seconds: count * TownSample.day))
        }
        let (city, later) = (town.city, TownSample.noon.adding(seconds: 30 * TownSample.day))
        return try await town.database.read { try DossierStore.delays(in: city, at: later, from: $0) }
    }

    @Test func `CT-7: is the median of the department's own cases`() async throws {
        #expect(try await delays(activatedAfter: [1, 2, 4, 9, 20]) == ["dasco": DossierDelay(days: 4, cases: 5)])
    }

    @Test func `CT-7: says nothing of fewer than five`() async throws {
        #expect(try await delays(activatedAfter: [1, 2, 4, 9]).isEmpty)
    }

    @Test func `CT-7: forgets what is older than a year`() async throws {
        #expect(try await delays(activatedAfter: [-400, 1, 2, 3, 4]).isEmpty)
    }
}
